/** The years that the transport service's table covers. In later ones it knows Sundays only. */
export const holidayYears = { from: 2019, until: 2031 };

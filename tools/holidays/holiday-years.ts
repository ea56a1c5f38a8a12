/** The years of the transport service's table. For later years it knows Sundays only. */
export const holidayYears = { from: 2019, until: 2031 };

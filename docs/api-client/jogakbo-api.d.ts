// The types of /api/v1: written by `bun tools/api-client.ts`, do not edit.
export type paths = {
    "/cart/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The member's cart, with current prices and stock. */
        get: operations["get_cart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds pieces of an item to the member's cart. */
        post: operations["add_to_cart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets how many pieces of an item are in the member's cart. 0 removes it. */
        put: operations["change_cart_item"];
        post?: never;
        /** Removes an item from the member's cart. An item that is not there is no error. */
        delete: operations["remove_from_cart"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/category/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All categories, three levels deep. */
        get: operations["list_categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/category/categories/{slug}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The products of a category and of the categories below it, 24 at a time. */
        get: operations["list_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inventory/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether an item can be ordered, and how many pieces are left if few are. */
        get: operations["get_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/menu/campaigns/{campaign}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A campaign and its products, 24 at a time. */
        get: operations["get_campaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/menu/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The links at the top of each page that are open now. */
        get: operations["list_links"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/order/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the member's cart costs now, with the addresses, coupons and ways to pay. `draft` is null if the cart is empty. */
        get: operations["get_checkout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/order/checkout-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The link at which the member orders and pays for the cart, relative to the shop. Give it to the member: no tool can place an order. */
        get: operations["get_checkout_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/order/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The member's orders, ten at a time, the newest first. */
        get: operations["list_orders"];
        put?: never;
        /** Places an order of a draft, at the revision that the member has seen. `agree` says that the member has agreed to buy. 409 if a price has changed or an item is sold out. */
        post: operations["place_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/order/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order of the member, with its address and the time of each state. */
        get: operations["get_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/order/orders/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to cancel an order. 409 if it is too late. */
        post: operations["cancel_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pricing/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The price of a product's item in won, with its discount and coupon. */
        get: operations["get_price"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/product/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A product: its title, brand, pictures, attributes and options. Prices and stock have routes of their own. */
        get: operations["get_product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/product/products/{id}/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The options of a product, and which of them are sold out. */
        get: operations["get_product_options"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/product/shelves/{shelf}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The products of a shelf of the home page. */
        get: operations["get_shelf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/review/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reviews of a product, ten at a time. */
        get: operations["list_reviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/review/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The average rating of a product, and how many reviews gave how many stars. */
        get: operations["get_rating"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products that match words in Korean or English, with price, rating, stock and day of arrival, 24 at a time. */
        get: operations["search_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Words and products for the beginning of a search. */
        get: operations["suggest_words"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transport/arrival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The day on which a product arrives if it is ordered now, and the terms of delivery. */
        get: operations["get_arrival"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = {
    order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An order of a member who lets the program see orders was placed, confirmed, cancelled or delivered.
         * @description An operator of the shop registers the address. Signed as https://www.standardwebhooks.com says. A message without an answer of 2xx within 5 seconds comes again, after growing pauses.
         */
        post: operations["orderChanged"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type components = {
    schemas: {
        /** @description An error as in RFC 9457. `reason` is a word for programs, `detail` a sentence for people. */
        Problem: {
            detail?: string;
            errors?: {
                field: string;
                message: string;
                most?: number;
            }[];
            reason?: string;
            status: number;
            title: string;
            trace?: string;
            type: string;
        };
    };
    responses: {
        /** @description The answer has not changed since the ETag that you sent. */
        Status304: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The path or the body cannot be read, or the idempotency key is missing. */
        Status400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key or token is missing, unknown, expired or revoked. */
        Status401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key or token lacks the scope of this route. */
        Status403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not exist. */
        Status404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It contradicts the present state, or the first request with this key is under way. */
        Status409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        Status413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON. */
        Status415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The input is wrong; `errors` names the fields. Or the idempotency key belongs to another request. */
        Status422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The quota is used up. */
        Status429: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the shop. */
        Status500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A part of the shop cannot be reached now. */
        Status503: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A part of the shop took too long. */
        Status504: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description The version of the answer, for If-None-Match. */
        ETag: string;
        /** @description The requests that are left, and the seconds until the window ends. */
        RateLimit: string;
        /** @description The quota of the client, and its window in seconds. */
        "RateLimit-Policy": string;
        /** @description Seconds until another try may succeed. */
        "Retry-After": string;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    get_cart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member's cart, with current prices and stock. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        lines: {
                            itemId: string;
                            price: {
                                discountPercent: number;
                                final: number;
                                list: number;
                            } | null;
                            product: {
                                image: string;
                                option: string;
                                title: string;
                            } | null;
                            productId: string;
                            quantity: number;
                            /** @default null */
                            stock: {
                                left: number | null;
                                /** @enum {string} */
                                level: "in" | "low" | "out";
                            } | null;
                        }[];
                        /** @default true */
                        orderable: boolean;
                        priced: boolean;
                        /** @default [] */
                        remainder: {
                            itemId: string;
                            productId: string;
                            quantity: number;
                            title: string | null;
                        }[];
                        saved: number;
                        total: number;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    add_to_cart: {
        parameters: {
            query?: never;
            header: {
                /** @description A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    itemId: string;
                    productId: string;
                    quantity: number;
                };
            };
        };
        responses: {
            /** @description Adds pieces of an item to the member's cart. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        /** @default false */
                        repeated: boolean;
                    };
                };
            };
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            409: components["responses"]["Status409"];
            413: components["responses"]["Status413"];
            415: components["responses"]["Status415"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    change_cart_item: {
        parameters: {
            query?: never;
            header: {
                /** @description A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    quantity: number;
                };
            };
        };
        responses: {
            /** @description Sets how many pieces of an item are in the member's cart. 0 removes it. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        /** @default false */
                        repeated: boolean;
                    };
                };
            };
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            409: components["responses"]["Status409"];
            413: components["responses"]["Status413"];
            415: components["responses"]["Status415"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    remove_from_cart: {
        parameters: {
            query?: never;
            header: {
                /** @description A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                itemId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removes an item from the member's cart. An item that is not there is no error. */
            200: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        /** @default false */
                        repeated: boolean;
                    };
                };
            };
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            409: components["responses"]["Status409"];
            413: components["responses"]["Status413"];
            415: components["responses"]["Status415"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    list_categories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All categories, three levels deep. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        categories: {
                            children: {
                                children: {
                                    name: string;
                                    slug: string;
                                }[];
                                name: string;
                                slug: string;
                            }[];
                            name: string;
                            slug: string;
                        }[];
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    list_products: {
        parameters: {
            query?: {
                cursor?: string;
                sort?: "relevance" | "price-asc" | "price-desc" | "rating" | "newest";
            };
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The products of a category and of the categories below it, 24 at a time. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            /** @default null */
                            arrival: {
                                /** Format: date */
                                day: string;
                                guaranteed: boolean;
                            } | null;
                            badges: ("rocket" | "rocket-overseas")[];
                            image: string;
                            itemId: string;
                            price: {
                                discountPercent: number;
                                final: number;
                                list: number;
                            } | null;
                            productId: string;
                            rating: {
                                average: number;
                                count: number;
                            } | null;
                            /** @default null */
                            stock: ("in" | "low" | "out") | null;
                            title: string;
                        }[];
                        children: {
                            name: string;
                            slug: string;
                        }[];
                        complete: boolean;
                        path: {
                            name: string;
                            slug: string;
                        }[];
                        total: number;
                    } & {
                        next: string | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_stock: {
        parameters: {
            query: {
                item?: string;
                product: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether an item can be ordered, and how many pieces are left if few are. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        itemId: string;
                        left: number | null;
                        /** @enum {string} */
                        level: "in" | "low" | "out";
                        productId: string;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_campaign: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path: {
                campaign: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A campaign and its products, 24 at a time. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            /** @default null */
                            arrival: {
                                /** Format: date */
                                day: string;
                                guaranteed: boolean;
                            } | null;
                            badges: ("rocket" | "rocket-overseas")[];
                            image: string;
                            itemId: string;
                            price: {
                                discountPercent: number;
                                final: number;
                                list: number;
                            } | null;
                            productId: string;
                            rating: {
                                average: number;
                                count: number;
                            } | null;
                            /** @default null */
                            stock: ("in" | "low" | "out") | null;
                            title: string;
                        }[];
                        complete: boolean;
                        /** @default null */
                        heading: string | null;
                        id: string;
                        notes: {
                            text: string;
                            title: string;
                        }[];
                        text: string;
                        title: string;
                    } & {
                        next: string | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    list_links: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The links at the top of each page that are open now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        links: {
                            id: string;
                            name: string;
                            path: string;
                        }[];
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_checkout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the member's cart costs now, with the addresses, coupons and ways to pay. `draft` is null if the cart is empty. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        addresses: {
                            /** @default  */
                            detail: string;
                            id: string;
                            phone: string;
                            postcode: string;
                            preferred: boolean;
                            recipient: string;
                            street: string;
                        }[];
                        coupons: {
                            /** @enum {string} */
                            class: "product" | "order" | "shipping";
                            code: string;
                            expiresAt: number;
                            from: number;
                            name: string;
                            off?: number;
                            refusal?: ("unknown" | "not-yet" | "expired" | "used" | "too-little" | "not-for-these" | "not-combinable") | null;
                        }[];
                        draft: {
                            current: boolean;
                            id: string;
                            snapshot: {
                                coupons: {
                                    amount: number;
                                    /** @enum {string} */
                                    class: "product" | "order" | "shipping";
                                    code: string;
                                    name: string;
                                }[];
                                lines: {
                                    final: number;
                                    image: string;
                                    itemId: string;
                                    list: number;
                                    option: string;
                                    productId: string;
                                    quantity: number;
                                    /** @enum {string} */
                                    service: "rocket" | "rocket-overseas" | "standard";
                                    title: string;
                                }[];
                                missing: string[];
                                refused: {
                                    code: string;
                                    detail?: string;
                                    /** @enum {string} */
                                    reason: "unknown" | "not-yet" | "expired" | "used" | "too-little" | "not-for-these" | "not-combinable";
                                }[];
                                /** @enum {string} */
                                region: "capital" | "mainland" | "jeju" | "islands";
                                revision: string;
                                totals: {
                                    delivery: number;
                                    discount: number;
                                    fee?: number;
                                    goods: number;
                                    policy: string;
                                    total: number;
                                };
                            };
                        } | null;
                        /** @default [] */
                        left: {
                            itemId: string;
                            left: number;
                        }[];
                        payment?: {
                            clientKey?: string;
                            provider: ("local" | "toss") | null;
                        };
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            409: components["responses"]["Status409"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_checkout_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link at which the member orders and pays for the cart, relative to the shop. Give it to the member: no tool can place an order. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lines: number;
                        link: string | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    list_orders: {
        parameters: {
            query?: {
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member's orders, ten at a time, the newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orders: {
                            arrival: string | null;
                            former?: boolean;
                            id: string;
                            lines: {
                                final: number;
                                image: string;
                                itemId: string;
                                list: number;
                                option: string;
                                productId: string;
                                quantity: number;
                                /** @enum {string} */
                                service: "rocket" | "rocket-overseas" | "standard";
                                title: string;
                            }[];
                            placedAt: number;
                            reason: ("customer" | "sold-out" | "coupon" | "declined" | "payment-unknown" | "undeliverable" | "unavailable") | null;
                            shortage?: {
                                itemId: string;
                                left: number;
                            }[];
                            /** @enum {string} */
                            state: "PENDING" | "RESERVED" | "AUTHORIZED" | "CONFIRMED" | "CAPTURED" | "FULFILLING" | "DELIVERED" | "CANCELLED" | "REFUNDED";
                            totals: {
                                delivery: number;
                                discount: number;
                                fee?: number;
                                goods: number;
                                policy: string;
                                total: number;
                            };
                        }[];
                    } & {
                        next: string | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    place_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    address: {
                        id: string;
                    } | {
                        /** @default  */
                        detail?: string;
                        phone: string;
                        postcode: string;
                        recipient: string;
                        street: string;
                    };
                    /** @constant */
                    agree: true;
                    /** @default [] */
                    coupons?: string[];
                    draft: string;
                    payment: {
                        /** @enum {string} */
                        method: "card" | "transfer" | "easy-pay";
                        reference?: string;
                        token: string;
                    };
                    revision: string;
                };
            };
        };
        responses: {
            /** @description Places an order of a draft, at the revision that the member has seen. `agree` says that the member has agreed to buy. 409 if a price has changed or an item is sold out. */
            201: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            409: components["responses"]["Status409"];
            413: components["responses"]["Status413"];
            415: components["responses"]["Status415"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An order of the member, with its address and the time of each state. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        address: {
                            detail: string;
                            phone: string;
                            postcode: string;
                            recipient: string;
                            street: string;
                        };
                        arrival: string | null;
                        cancellable: boolean;
                        coupons: {
                            amount: number;
                            /** @enum {string} */
                            class: "product" | "order" | "shipping";
                            code: string;
                            name: string;
                        }[];
                        former?: boolean;
                        history: {
                            at: number;
                            /** @enum {string} */
                            state: "PENDING" | "RESERVED" | "AUTHORIZED" | "CONFIRMED" | "CAPTURED" | "FULFILLING" | "DELIVERED" | "CANCELLED" | "REFUNDED";
                        }[];
                        id: string;
                        lines: {
                            final: number;
                            image: string;
                            itemId: string;
                            list: number;
                            option: string;
                            productId: string;
                            quantity: number;
                            /** @enum {string} */
                            service: "rocket" | "rocket-overseas" | "standard";
                            title: string;
                        }[];
                        /** @enum {string} */
                        method: "card" | "transfer" | "easy-pay";
                        placedAt: number;
                        reason: ("customer" | "sold-out" | "coupon" | "declined" | "payment-unknown" | "undeliverable" | "unavailable") | null;
                        shortage?: {
                            itemId: string;
                            left: number;
                        }[];
                        /** @enum {string} */
                        state: "PENDING" | "RESERVED" | "AUTHORIZED" | "CONFIRMED" | "CAPTURED" | "FULFILLING" | "DELIVERED" | "CANCELLED" | "REFUNDED";
                        totals: {
                            delivery: number;
                            discount: number;
                            fee?: number;
                            goods: number;
                            policy: string;
                            total: number;
                        };
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    cancel_order: {
        parameters: {
            query?: never;
            header: {
                /** @description A new text for each change. The same request with the same key takes effect once, and gets the first answer for 24 hours; another one is 422. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Begins to cancel an order. 409 if it is too late. */
            202: {
                headers: {
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancellable: boolean;
                        id: string;
                        /** @enum {string} */
                        state: "PENDING" | "RESERVED" | "AUTHORIZED" | "CONFIRMED" | "CAPTURED" | "FULFILLING" | "DELIVERED" | "CANCELLED" | "REFUNDED";
                    };
                };
            };
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            409: components["responses"]["Status409"];
            413: components["responses"]["Status413"];
            415: components["responses"]["Status415"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_price: {
        parameters: {
            query: {
                item?: string;
                product: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The price of a product's item in won, with its discount and coupon. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        badges: ("rocket" | "rocket-overseas")[];
                        coupon: {
                            /** @enum {string} */
                            kind: "percent" | "won";
                            value: number;
                        } | null;
                        discountPercent: number;
                        final: number;
                        itemId: string;
                        list: number;
                        productId: string;
                        unit: {
                            /** @enum {string} */
                            measure: "g" | "ml" | "개" | "매";
                            per: number;
                            price: number;
                        } | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_product: {
        parameters: {
            query?: {
                item?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A product: its title, brand, pictures, attributes and options. Prices and stock have routes of their own. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attributes: {
                            name: string;
                            value: string;
                        }[];
                        badges: ("rocket" | "rocket-overseas")[];
                        brand: string;
                        category: string;
                        createdAt: number;
                        id: string;
                        image: string;
                        images: string[];
                        item: string;
                        itemId: string;
                        optionName: string;
                        options: {
                            itemId: string;
                            label: string;
                        }[];
                        title: string;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_product_options: {
        parameters: {
            query?: {
                item?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The options of a product, and which of them are sold out. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        item: string;
                        optionName: string;
                        options: {
                            itemId: string;
                            label: string;
                        }[];
                        soldOut: string[];
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_shelf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shelf: "popular" | "deals" | "new";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The products of a shelf of the home page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            /** @default null */
                            arrival: {
                                /** Format: date */
                                day: string;
                                guaranteed: boolean;
                            } | null;
                            badges: ("rocket" | "rocket-overseas")[];
                            image: string;
                            itemId: string;
                            price: {
                                discountPercent: number;
                                final: number;
                                list: number;
                            } | null;
                            productId: string;
                            rating: {
                                average: number;
                                count: number;
                            } | null;
                            /** @default null */
                            stock: ("in" | "low" | "out") | null;
                            title: string;
                        }[];
                        /** @default true */
                        complete: boolean;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    list_reviews: {
        parameters: {
            query: {
                cursor?: string;
                product: string;
                rating?: "1" | "2" | "3" | "4" | "5";
                sort?: "newest" | "rating-high" | "rating-low";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reviews of a product, ten at a time. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviews: {
                            author: string;
                            body: string;
                            changedAt?: number | null;
                            createdAt: number;
                            id: string;
                            productId: string;
                            /** @enum {number} */
                            rating: 1 | 2 | 3 | 4 | 5;
                            title: string;
                            verified?: boolean;
                        }[];
                        summary: {
                            average: number;
                            count: number;
                            histogram: [
                                number,
                                number,
                                number,
                                number,
                                number
                            ];
                            productId: string;
                        };
                        total: number;
                    } & {
                        next: string | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_rating: {
        parameters: {
            query: {
                product: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The average rating of a product, and how many reviews gave how many stars. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        average: number;
                        count: number;
                        histogram: [
                            number,
                            number,
                            number,
                            number,
                            number
                        ];
                        productId: string;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    search_products: {
        parameters: {
            query: {
                cursor?: string;
                department?: string;
                q: string;
                sort?: "relevance" | "price-asc" | "price-desc" | "rating" | "newest" | "discount";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Products that match words in Korean or English, with price, rating, stock and day of arrival, 24 at a time. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: {
                            /** @default null */
                            arrival: {
                                /** Format: date */
                                day: string;
                                guaranteed: boolean;
                            } | null;
                            badges: ("rocket" | "rocket-overseas")[];
                            highlight: {
                                match: boolean;
                                text: string;
                            }[];
                            image: string;
                            itemId: string;
                            price: {
                                discountPercent: number;
                                final: number;
                                list: number;
                            } | null;
                            productId: string;
                            rating: {
                                average: number;
                                count: number;
                            } | null;
                            /** @default null */
                            stock: ("in" | "low" | "out") | null;
                            title: string;
                        }[];
                        complete: boolean;
                        /** @default false */
                        corrected: boolean;
                        near: string[];
                        popular: {
                            /** @default null */
                            arrival: {
                                /** Format: date */
                                day: string;
                                guaranteed: boolean;
                            } | null;
                            badges: ("rocket" | "rocket-overseas")[];
                            image: string;
                            itemId: string;
                            price: {
                                discountPercent: number;
                                final: number;
                                list: number;
                            } | null;
                            productId: string;
                            rating: {
                                average: number;
                                count: number;
                            } | null;
                            /** @default null */
                            stock: ("in" | "low" | "out") | null;
                            title: string;
                        }[];
                        /** @enum {string} */
                        reading: "literal" | "choseong" | "keyboard";
                        total: number;
                        words: string;
                    } & {
                        next: string | null;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    suggest_words: {
        parameters: {
            query: {
                department?: string;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Words and products for the beginning of a search. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        suggestions: {
                            productId: string;
                            text: string;
                        }[];
                        /** @default [] */
                        terms: string[];
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    get_arrival: {
        parameters: {
            query: {
                item?: string;
                product: string;
                region?: "capital" | "mainland" | "jeju" | "islands";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day on which a product arrives if it is ordered now, and the terms of delivery. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        arrival: string;
                        daysAhead: number;
                        free: boolean | null;
                        freeFrom: number;
                        freeReturn: boolean;
                        orderBefore: number;
                        /** @enum {string} */
                        region: "capital" | "mainland" | "jeju" | "islands";
                        /** @enum {string} */
                        service: "rocket" | "rocket-overseas" | "standard";
                        /** @default false */
                        soldOut: boolean;
                        turnsIn: number;
                    };
                };
            };
            304: components["responses"]["Status304"];
            400: components["responses"]["Status400"];
            401: components["responses"]["Status401"];
            403: components["responses"]["Status403"];
            404: components["responses"]["Status404"];
            422: components["responses"]["Status422"];
            429: components["responses"]["Status429"];
            500: components["responses"]["Status500"];
            503: components["responses"]["Status503"];
            504: components["responses"]["Status504"];
        };
    };
    orderChanged: {
        parameters: {
            query?: never;
            header: {
                /** @description The same for each try of a message. */
                "webhook-id": string;
                /** @description A version and a signature, such as `v1,…`. */
                "webhook-signature": string;
                /** @description Seconds since the epoch. */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    data: {
                        /** @description The member's name for this program alone. */
                        member: string;
                        order: string;
                    };
                    /** Format: date-time */
                    timestamp: string;
                    /** @enum {unknown} */
                    type: "order.placed" | "order.confirmed" | "order.cancelled" | "order.delivered";
                };
            };
        };
        responses: {
            /** @description The message was taken. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}

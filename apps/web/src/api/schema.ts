// Written by `npx pnpm generate` from the OpenAPI document. Do not edit.

export interface paths {
    "/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandList"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/actors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    collection: string;
                    ids: string[];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KnownActorList"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    collection: string;
                    criteria: string;
                    position?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FoundEventList"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    dryRun?: boolean;
                };
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CommandResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/texts/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    sha256: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "text/plain": string;
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StoredText"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StoredText"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    type?: string[];
                    group?: string[];
                    kind?: string[];
                    verb?: string[];
                    topic?: string[];
                    state?: string[];
                    actor?: string[];
                    meeting?: string[];
                    decision?: string[];
                    incident?: string[];
                    document?: string[];
                    paragraph?: string;
                    q?: string;
                    newestFirst?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TimelineResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    type?: string[];
                    group?: string[];
                    kind?: string[];
                    verb?: string[];
                    topic?: string[];
                    state?: string[];
                    actor?: string[];
                    meeting?: string[];
                    decision?: string[];
                    incident?: string[];
                    document?: string[];
                    paragraph?: string;
                    q?: string;
                    modality?: ("decided" | "reported" | "planned" | "stated" | "attributed" | "narrated" | "metadata")[];
                    assertedBy?: string[];
                    attributedTo?: string[];
                    relayed?: boolean;
                    inferred?: boolean;
                    identifier?: string;
                    sha256?: string;
                    address?: string;
                    ordinal?: number;
                    agentUnknown?: boolean;
                    command?: string[];
                    event?: string[];
                    order?: ("recorded" | "came-to-be" | "placed")[];
                    newestFirst?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FactsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/timeline/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    type?: string[];
                    group?: string[];
                    kind?: string[];
                    verb?: string[];
                    topic?: string[];
                    state?: string[];
                    actor?: string[];
                    meeting?: string[];
                    decision?: string[];
                    incident?: string[];
                    document?: string[];
                    paragraph?: string;
                    q?: string;
                    by?: ("collection" | "body" | "type" | "year" | "month")[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TimelineCountsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CoverageResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/states/{state}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                state: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    role?: ("attended" | "organ-attended" | "headed-delegation" | "chaired" | "hosted" | "voted" | "left-out" | "chair-from" | "chair-to" | "chair-handed-over-by" | "chairs-body" | "host-of-planned-event" | "planned-by" | "proposed-by" | "announced-by" | "chair-of-planned-meeting" | "host-of-planned-meeting" | "expected" | "agreed-by" | "decided-by" | "assigned-to" | "asked-by-decision" | "affected-by-decision" | "plan-of" | "measure-by" | "status-reported-by" | "awarded-by" | "dissented" | "condemner" | "attributed-perpetrator" | "target" | "incident-told-of" | "speaks" | "addressee" | "subject-of-position" | "intends" | "subject-of-intent" | "activity-by" | "activity-with" | "subject-of-activity" | "subject-of-threat" | "place-of-threat" | "named-as-threat" | "subject-of-opinion" | "place-of-opinion" | "said-to-have-said" | "membership" | "membership-decided-by" | "office" | "appointed-by" | "designated" | "designates" | "established-by" | "related-to-body" | "issued-by" | "author-of-document" | "adopted-document" | "party-to-document" | "place-of-meeting" | "place-of-planned-meeting" | "place-of-planned-event" | "place-of-incident" | "place-of-activity" | "place-of-body" | "place-of-document")[];
                    takesPart?: boolean;
                    meeting?: string[];
                    body?: string[];
                    organs?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    state: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatesByStateResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    state?: string[];
                    newestFirst?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParticipationResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participation/ranking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParticipationRankingResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/states/{state}/vs/{other}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                state: string;
                other: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    body?: string[];
                    organs?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    state: string;
                    other: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatesByStateVsByOtherResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/states/{state}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                state: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    state: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatesByStateAttendanceResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    of?: string[];
                    meeting?: string[];
                    document?: string[];
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    role?: ("attended" | "organ-attended" | "headed-delegation" | "chaired" | "hosted" | "voted" | "left-out" | "chair-from" | "chair-to" | "chair-handed-over-by" | "chairs-body" | "host-of-planned-event" | "planned-by" | "proposed-by" | "announced-by" | "chair-of-planned-meeting" | "host-of-planned-meeting" | "expected" | "agreed-by" | "decided-by" | "assigned-to" | "asked-by-decision" | "affected-by-decision" | "plan-of" | "measure-by" | "status-reported-by" | "awarded-by" | "dissented" | "condemner" | "attributed-perpetrator" | "target" | "incident-told-of" | "speaks" | "addressee" | "subject-of-position" | "intends" | "subject-of-intent" | "activity-by" | "activity-with" | "subject-of-activity" | "subject-of-threat" | "place-of-threat" | "named-as-threat" | "subject-of-opinion" | "place-of-opinion" | "said-to-have-said" | "membership" | "membership-decided-by" | "office" | "appointed-by" | "designated" | "designates" | "established-by" | "related-to-body" | "issued-by" | "author-of-document" | "adopted-document" | "party-to-document" | "place-of-meeting" | "place-of-planned-meeting" | "place-of-planned-event" | "place-of-incident" | "place-of-activity" | "place-of-body" | "place-of-document")[];
                    takesPart?: boolean;
                    meeting?: string[];
                    body?: string[];
                    organs?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    person: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonsByPersonResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bodies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    body?: string[];
                    organs?: boolean;
                    kind?: ("organization" | "organ" | "meeting-series" | "agency" | "group" | "joint-session")[];
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BodiesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bodies/{body}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                body: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    role?: ("attended" | "organ-attended" | "headed-delegation" | "chaired" | "hosted" | "voted" | "left-out" | "chair-from" | "chair-to" | "chair-handed-over-by" | "chairs-body" | "host-of-planned-event" | "planned-by" | "proposed-by" | "announced-by" | "chair-of-planned-meeting" | "host-of-planned-meeting" | "expected" | "agreed-by" | "decided-by" | "assigned-to" | "asked-by-decision" | "affected-by-decision" | "plan-of" | "measure-by" | "status-reported-by" | "awarded-by" | "dissented" | "condemner" | "attributed-perpetrator" | "target" | "incident-told-of" | "speaks" | "addressee" | "subject-of-position" | "intends" | "subject-of-intent" | "activity-by" | "activity-with" | "subject-of-activity" | "subject-of-threat" | "place-of-threat" | "named-as-threat" | "subject-of-opinion" | "place-of-opinion" | "said-to-have-said" | "membership" | "membership-decided-by" | "office" | "appointed-by" | "designated" | "designates" | "established-by" | "related-to-body" | "issued-by" | "author-of-document" | "adopted-document" | "party-to-document" | "place-of-meeting" | "place-of-planned-meeting" | "place-of-planned-event" | "place-of-incident" | "place-of-activity" | "place-of-body" | "place-of-document")[];
                    takesPart?: boolean;
                    meeting?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    body: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BodiesByBodyResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/designations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    organization?: string[];
                    by?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DesignationsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bodies/{body}/chair": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                body: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    body: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BodiesByBodyChairResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    body?: string[];
                    organs?: boolean;
                    holder?: string[];
                    office?: string[];
                    stage?: ("proposed" | "elected" | "appointed" | "holds" | "left")[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OfficesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    body?: string[];
                    organs?: boolean;
                    member?: string[];
                    status?: ("member" | "acceding" | "observer" | "partner" | "guest" | "elected-member" | "suspended" | "withdrawn")[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MembershipsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    stage?: ("held" | "announced" | "postponed" | "cancelled")[];
                    session?: ("ordinary" | "extraordinary" | "annual" | "special" | "informal")[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeetingsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meetings/{meeting}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meeting: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    meeting: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeetingsByMeetingResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/next-meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    after?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NextMeetingsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    meeting?: string[];
                    type?: string[];
                    kind?: string[];
                    verb?: string[];
                    strength?: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion")[];
                    topic?: string[];
                    status?: ("open" | "in-force" | "in-progress" | "done" | "lapsed" | "overdue" | "cancelled" | "not-stated")[];
                    due?: string;
                    ends?: string;
                    effect?: ("establishes" | "extends" | "changes" | "eases" | "ends")[];
                    measure?: string[];
                    affects?: string[];
                    dated?: boolean;
                    commitment?: boolean;
                    agentStated?: boolean;
                    host?: string[];
                    newestFirst?: boolean;
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/decisions/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    decision: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionsByDecisionResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dissents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    by?: string[];
                    kind?: ("no-consensus" | "dissociated" | "reserved" | "abstained" | "voted-against" | "vetoed" | "refused-to-sign" | "took-no-part")[];
                    meeting?: string[];
                    decision?: string[];
                    dissentedFrom?: string[];
                    document?: string[];
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DissentsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    decision?: string[];
                    meeting?: string[];
                    outcome?: ("adopted" | "rejected" | "vetoed" | "consensus" | "not-put")[];
                    member?: string[];
                    vote?: ("for" | "against" | "abstained" | "not-voting" | "absent")[];
                    veto?: boolean;
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VotesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/votes/vetoes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    by?: "year" | "decade";
                    member?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VotesVetoesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/votes/agreement/{member}/{other}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
                other: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    body?: string[];
                    organs?: boolean;
                    members?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    member: string;
                    other: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VotesAgreementByMemberByOtherResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/citations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    decision?: string[];
                    cited?: string[];
                    relation?: ("recalls" | "reaffirms" | "extends" | "amends" | "supersedes" | "ends" | "carries-out")[];
                    document?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CitationsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mandates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    stage?: ("proposed" | "announced" | "agreed" | "in-force")[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MandatesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unstated-agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    activity?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnstatedAgentsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    country?: string[];
                    against?: string[];
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{incident}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    incident: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentsByIncidentResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/condemnations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    incident?: string[];
                    condemner?: string[];
                    strength?: ("condemned-in-the-strongest-terms" | "strongly-condemned" | "condemned" | "denounced")[];
                    statedIn?: string[];
                    document?: string[];
                    meeting?: string[];
                    byName?: boolean;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CondemnationsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    by?: string[];
                    statedIn?: string[];
                    document?: string[];
                    meeting?: string[];
                    verb?: string[];
                    topic?: string[];
                    instrument?: string[];
                    withInstrument?: boolean;
                    addressee?: string[];
                    withAddressee?: boolean;
                    incident?: string[];
                    state?: string[];
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PositionsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/positions/verbs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    by?: string[];
                    statedIn?: string[];
                    document?: string[];
                    meeting?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PositionsVerbsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    from?: string;
                    to?: string;
                    body?: string[];
                    organs?: boolean;
                    type?: ("ActivityReported" | "AssessmentReported" | "IntentReported")[];
                    kind?: string[];
                    topic?: string[];
                    state?: string[];
                    decision?: string[];
                    meeting?: string[];
                    document?: string[];
                    positiveCount?: boolean;
                    agentStated?: boolean;
                    attributed?: boolean;
                    q?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReportsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    docType?: string[];
                    held?: ("full" | "extract" | "unknown" | "cited")[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourcesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    document: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourcesByDocumentResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources/{document}/text": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    sha256?: string;
                    start?: number;
                    end?: number;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    document: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourcesByDocumentTextResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    since?: string;
                    target?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CorrectionsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    resolved?: boolean;
                    event?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConflictsResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    event: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventsByEventResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{event}/context": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path: {
                    event: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EventsByEventContextResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    limit?: number;
                    cursor?: string;
                    since?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangesResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    collections?: string[];
                    id?: string;
                    asOf?: string;
                    asOfRecorded?: string;
                    position?: string;
                    statements?: boolean;
                    names?: boolean;
                    csv?: ("exact" | "bom")[];
                    sources?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LookupResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    position?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CollectionList"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    position?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceStatus"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log/{partition}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partition: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    collection?: string;
                    stream?: string;
                };
                header?: never;
                path: {
                    partition: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": components["schemas"]["EventEnvelope"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/streams/{collection}/{stream}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection: string;
                stream: string;
            };
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    collection: string;
                    stream: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": components["schemas"]["EventEnvelope"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: {
                    collection?: string;
                    published?: string;
                    name?: string;
                    language?: string;
                    rejected?: boolean;
                    redistributable?: boolean;
                    position?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "text/plain": string;
                    "application/octet-stream": string;
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    "application/xml": string;
                    "application/akn+xml": string;
                    "text/html": string;
                    "text/xml": string;
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DraftResponse"];
                    };
                };
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        ActorChair: {
            holder: components["schemas"]["ActorRef"];
            holders: components["schemas"]["ActorRef"][];
            person: components["schemas"]["ActorRef"] | null;
            since: components["schemas"]["DateView"];
            until: components["schemas"]["DateView"];
            knownOn: components["schemas"]["DateView"][];
            term: string | null;
            stage: string | null;
            meetings: string[];
            collections: string[];
            events: string[];
            collection: string;
            body: string;
            bodyName: string;
        };
        /** @enum {string} */
        ActorKind: "state" | "organization" | "organ" | "agency" | "group" | "person" | "office" | "class";
        ActorRef: {
            id: string;
            kind: components["schemas"]["ActorKind"];
            nameAsWritten: string;
            of: string | null;
            office: string | null;
            members: components["schemas"]["ClassMembers"] | null;
        };
        ActorsView: components["schemas"]["StatedActors"] | components["schemas"]["UnstatedActors"];
        /** @enum {string} */
        Agreement: "one source" | "sources agree" | "sources differ" | "settled";
        Annex: {
            document: string;
            extent: string;
            titleAsWritten: string | null;
            span: components["schemas"]["Span"] | null;
            events: string[];
        };
        /** @enum {string} */
        AttendanceListing: "by-name" | "by-name-and-class" | "by-class" | "not-stated";
        Award: {
            collection: string;
            event: string;
            meeting: string;
            award: string | null;
            recipients: string;
            by: components["schemas"]["ActorRef"] | null;
            count: components["schemas"]["CountView"];
            reason: string | null;
        };
        BodiesByBodyChairResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["ChairAnswer"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        BodiesByBodyResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["BodyPage"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        BodiesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Body"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Body: {
            collection: string;
            body: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            name: string;
            kind: string;
            parents: string[];
            organs: string[];
            names: string[];
            mergedIds: string[];
            identifiers: components["schemas"]["Identifier"][];
            event: string;
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
        };
        BodyAttendance: {
            collection: string;
            body: string;
            held: number;
            couldAttend: number;
            attended: number;
            attendedWithoutList: number;
            asGuest: number;
            chaired: number;
            hosted: number;
        };
        BodyId: string;
        BodyMeeting: {
            collection: string;
            meeting: string;
            name: string;
            /** @enum {string} */
            stage: "held" | "announced" | "postponed" | "cancelled";
            heldOn: components["schemas"]["DateView"];
            scheduledOn: components["schemas"]["DateView"];
            places: components["schemas"]["Place"][];
            events: string[];
        };
        BodyPage: {
            collection: string;
            body: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            name: string;
            kind: string;
            parents: string[];
            organs: string[];
            names: string[];
            mergedIds: string[];
            identifiers: components["schemas"]["Identifier"][];
            event: string;
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            descriptions: components["schemas"]["Description"][];
            headquarters: components["schemas"]["Headquarters"][];
            chair: components["schemas"]["ChairAnswer"];
            offices: components["schemas"]["Office"][];
            memberships: components["schemas"]["Membership"][];
            meetings: components["schemas"]["BodyMeeting"][];
            nextMeetings: components["schemas"]["NextMeeting"][];
            shortened: string[];
            takesPart: boolean;
            roles: components["schemas"]["RoleCount"][];
            participations: components["schemas"]["Participation"][];
            chairmanships: {
                collection: string;
                /** @constant */
                type: "ChairmanshipRecorded";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    body: components["schemas"]["BodyId"];
                    chair: components["schemas"]["ActorRef"];
                    person: components["schemas"]["ActorRef"] | null;
                    /** @enum {string} */
                    stage: "incoming" | "current" | "outgoing";
                    startedOn: components["schemas"]["DateValue"] | null;
                    endedOn: components["schemas"]["DateValue"] | null;
                    heldAsOf: components["schemas"]["DateValue"] | null;
                    term: string | null;
                };
            }[];
            handOvers: {
                collection: string;
                /** @constant */
                type: "ChairmanshipTransferred";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    body: components["schemas"]["BodyId"];
                    from: components["schemas"]["ActorRef"] | null;
                    to: components["schemas"]["ActorRef"] | null;
                    by: components["schemas"]["ActorRef"] | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    effectiveOn: components["schemas"]["DateValue"] | null;
                    term: string | null;
                    verb: components["schemas"]["Term"] | null;
                    verbAsWritten: string | null;
                };
            }[];
            mandateChanges: {
                collection: string;
                /** @constant */
                type: "MandateChangeReported";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    body: components["schemas"]["BodyId"];
                    becomes: string;
                    /** @enum {string} */
                    stage: "proposed" | "announced" | "agreed" | "in-force";
                    by: components["schemas"]["ActorRef"] | null;
                    at: string | null;
                    occurredOn: components["schemas"]["DateValue"] | null;
                };
            }[];
            designations: {
                collection: string;
                /** @constant */
                type: "OrganizationDesignated";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    organization: components["schemas"]["ActorRef"];
                    by: components["schemas"]["ActorRef"];
                    status: components["schemas"]["Term"];
                    occurredOn: components["schemas"]["DateValue"] | null;
                };
            }[];
            assessments: {
                collection: string;
                /** @constant */
                type: "AssessmentReported";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    /** @enum {string} */
                    kind: "threat" | "opinion";
                    summary: string;
                    subject: components["schemas"]["ActorRef"] | null;
                    organization: components["schemas"]["ActorRef"] | null;
                    places: components["schemas"]["Place"][];
                    region: string | null;
                    trend: string | null;
                    counted: {
                        what: string;
                        value: number;
                    } | null;
                    targets: string[];
                    period: components["schemas"]["DateValue"] | null;
                };
            }[];
        };
        CastVote: {
            member: string;
            nameAsWritten: string;
            /** @enum {string} */
            vote: "for" | "against" | "abstained" | "not-voting" | "absent";
            veto: boolean | null;
            explanation: string | null;
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
        };
        CasualtyReport: {
            collection: string;
            event: string;
            incident: string;
            killed: components["schemas"]["CountView"];
            injured: components["schemas"]["CountView"];
            unspecified: components["schemas"]["CountView"];
            civilian: boolean | null;
            ofWhom: {
                class: string;
                count: components["schemas"]["Count"];
                /** @enum {string} */
                of: "killed" | "injured" | "unspecified";
            }[];
            document: string | null;
            statedIn: string | null;
        };
        ChairAnswer: {
            /** @enum {string} */
            known: "told" | "presumed" | "not-known" | "sources-differ" | "settled" | "not-recorded";
            holder: components["schemas"]["ChairTenure"] | null;
            possibly: components["schemas"]["ChairTenure"][];
            changedIn: components["schemas"]["DateView"];
            lastKnown: components["schemas"]["KnownChair"] | null;
            nextKnown: components["schemas"]["KnownChair"] | null;
            planned: components["schemas"]["ChairTenure"][];
            collection: string;
            body: string;
            bodyName: string;
            recorded: boolean;
            line: components["schemas"]["ChairTenure"][];
            day: string;
        };
        ChairTenure: {
            holder: components["schemas"]["ActorRef"];
            holders: components["schemas"]["ActorRef"][];
            person: components["schemas"]["ActorRef"] | null;
            since: components["schemas"]["DateView"];
            until: components["schemas"]["DateView"];
            knownOn: components["schemas"]["DateView"][];
            term: string | null;
            stage: string | null;
            meetings: string[];
            collections: string[];
            events: string[];
        };
        ChangesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["FactDifference"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Citation: {
            collection: string;
            decision: string | null;
            paragraph: string | null;
            cited: string;
            nameAsWritten: string;
            issuedBy: string | null;
            relation: ("recalls" | "reaffirms" | "extends" | "amends" | "supersedes" | "ends" | "carries-out") | null;
            document: string | null;
            event: string;
        };
        CitationsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Citation"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        ClassMembers: {
            count: components["schemas"]["Count"] | null;
            except: {
                id: string;
                nameAsWritten: string;
            }[];
        };
        Collection: {
            collection: string;
            partition: number;
            title: string;
            rootBody: string;
            event: string;
            openedAt: string;
        };
        CollectionList: {
            /** @constant */
            schemaVersion: 1;
            data: components["schemas"]["Collection"][];
        };
        CommandList: {
            commands: components["schemas"]["CommandListing"][];
        };
        CommandListing: {
            name: string;
            doc: string;
        };
        CommandResponse: {
            /** @enum {string} */
            outcome: "recorded" | "unchanged" | "wouldRecord";
            commandId: string;
            repeated: boolean;
            collection: string;
            stream: string;
            version: number | null;
            position: string;
            events: (components["schemas"]["EventEnvelope"] | components["schemas"]["PlannedEvent"])[];
            already: string[] | null;
            nearMisses: components["schemas"]["SimilarId"][];
        };
        ComparedCount: {
            year: number | null;
            /** @enum {string} */
            one: "for" | "against" | "abstained" | "not-voting" | "absent" | "not-recorded";
            /** @enum {string} */
            other: "for" | "against" | "abstained" | "not-voting" | "absent" | "not-recorded";
            votes: number;
        };
        Condemnation: {
            collection: string;
            event: string;
            incident: string | null;
            incidentKey: string | null;
            class: string | null;
            territory: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            targetOn: components["schemas"]["DateView"];
            incidentOn: components["schemas"]["DateView"];
            condemner: string;
            condemnerKind: components["schemas"]["ActorKind"];
            condemnerName: string;
            condemnerOf: string | null;
            strength: components["schemas"]["CondemnationStrength"];
            verbAsWritten: string | null;
            perpetrators: components["schemas"]["ActorRef"][];
            place: components["schemas"]["Place"] | null;
            against: string | null;
            againstState: components["schemas"]["CountryValue"] | null;
            meeting: string | null;
            decision: string | null;
            document: string | null;
            statedIn: string | null;
            rung: number;
            perpetratorsNamed: boolean;
        };
        /** @enum {string} */
        CondemnationStrength: "condemned-in-the-strongest-terms" | "strongly-condemned" | "condemned" | "denounced";
        CondemnationTarget: {
            incident: components["schemas"]["IncidentId"];
            occurredOn: components["schemas"]["DateValue"] | null;
            place: components["schemas"]["Place"] | null;
            against: string | null;
            againstState: components["schemas"]["CountryValue"] | null;
        } | {
            class: components["schemas"]["Term"];
            occurredOn: components["schemas"]["DateValue"] | null;
            territory: string | null;
        };
        CondemnationsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: {
                condemners: {
                    condemner: string;
                    kind: components["schemas"]["ActorKind"];
                    nameAsWritten: string;
                    of: string | null;
                }[];
                targets: {
                    incident: string | null;
                    class: string | null;
                    territory: string | null;
                    cells: {
                        condemner: string;
                        /** @enum {string} */
                        kind: "condemned" | "not-recorded";
                        condemnations: components["schemas"]["Condemnation"][];
                    }[];
                }[];
            };
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Conflict: {
            position: string;
            collection: string;
            conflict: string;
            flaggedAt: string;
            field: string;
            events: string[];
            values: unknown[];
            standing: string[];
            sentences: {
                event: string;
                sentence: string;
                documents: string[];
            }[];
            resolved: boolean;
            resolution: string | null;
            resolvedBy: string | null;
            resolvedAt: string | null;
            holds: string | null;
            thing: {
                kind: string;
                id: string;
            } | null;
        };
        ConflictsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Conflict"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Consideration: {
            collection: string;
            event: string;
            meeting: string;
            verb: string;
            verbAsWritten: string | null;
            strength: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion") | null;
            subject: string;
            forBody: string | null;
            decisions: string[];
            outcome: string | null;
        };
        ConsideredMatter: {
            collection: string;
            event: string;
            meeting: string;
            verb: string;
            verbAsWritten: string | null;
            strength: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion") | null;
            subject: string;
            forBody: string | null;
            decisions: string[];
            outcome: string | null;
            outcomeStated: boolean;
        };
        Correction: {
            position: string;
            collection: string;
            event: string;
            recordedAt: string;
            actor: string | null;
            /** @enum {string} */
            change: "corrected" | "retracted";
            target: string;
            targetType: string;
            field: string | null;
            oldValue: unknown;
            newValue: unknown;
            reason: string;
            evidence: {
                passages: components["schemas"]["PassageWithQuote"][];
                document: components["schemas"]["DocumentId"] | null;
                address: string | null;
                note: string | null;
            };
            sentence: string;
        };
        CorrectionsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Correction"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Count: {
            min: number | null;
            max: number | null;
            qualifier: string | null;
            ofWhat: string | null;
        };
        CountView: components["schemas"]["StatedCount"] | components["schemas"]["UnstatedCount"];
        CountryCode: string;
        CountryValue: {
            code: components["schemas"]["CountryCode"];
            nameAsWritten: string | null;
            /** @enum {string} */
            basis: "stated" | "context" | "derived";
            rule: string | null;
        };
        Coverage: {
            collection: string;
            title: string;
            facts: number;
            meetingsHeld: number;
            documentsRegistered: number;
            bodiesRegistered: number;
            from: string | null;
            to: string | null;
            lastRecordedAt: string | null;
        };
        CoverageResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Coverage"][];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        DateValue: {
            edtf: string;
            asWritten: string | null;
            /** @enum {string} */
            basis: "stated" | "context" | "relative" | "derived";
            rule: string | null;
        };
        DateView: components["schemas"]["StatedDate"] | components["schemas"]["UnstatedDate"];
        Decision: {
            collection: string;
            decision: string | null;
            alsoIn: components["schemas"]["ThingRef"][];
            document: string | null;
            type: string;
            kind: string | null;
            name: string | null;
            topic: string | null;
            verb: string | null;
            verbAsWritten: string | null;
            strength: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion") | null;
            commitment: boolean;
            meeting: string | null;
            body: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            adoptedOn: components["schemas"]["DateView"];
            period: components["schemas"]["DateView"];
            partOf: string | null;
            hostState: string | null;
            details: {
                [key: string]: unknown;
            };
            status: components["schemas"]["DecisionStatusView"];
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            rung: number | null;
            due: components["schemas"]["DueDateView"];
            agent: components["schemas"]["DecisionAgentView"] | null;
        };
        DecisionAgentView: components["schemas"]["StatedDecisionAgent"] | components["schemas"]["UnstatedDecisionAgent"];
        DecisionId: string;
        DecisionPage: {
            collection: string;
            decision: string | null;
            alsoIn: components["schemas"]["ThingRef"][];
            document: string | null;
            type: string;
            kind: string | null;
            name: string | null;
            topic: string | null;
            verb: string | null;
            verbAsWritten: string | null;
            strength: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion") | null;
            commitment: boolean;
            meeting: string | null;
            body: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            adoptedOn: components["schemas"]["DateView"];
            period: components["schemas"]["DateView"];
            partOf: string | null;
            hostState: string | null;
            details: {
                [key: string]: unknown;
            };
            status: components["schemas"]["DecisionStatusView"];
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            rung: number | null;
            due: components["schemas"]["DueDateView"];
            agent: components["schemas"]["DecisionAgentView"] | null;
            statuses: components["schemas"]["StatusReport"][];
            parts: components["schemas"]["Decision"][];
            activities: components["schemas"]["ReportedActivity"][];
            considered: components["schemas"]["Consideration"][];
            dissents: components["schemas"]["Dissent"][];
            cites: components["schemas"]["Citation"][];
            citedBy: components["schemas"]["Citation"][];
            stated: ({
                collection: string;
                /** @constant */
                type: "PlanApproved";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    of: components["schemas"]["ActorRef"] | null;
                    kind: components["schemas"]["Term"];
                    name: string | null;
                    period: components["schemas"]["DateValue"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "ProgrammeAdopted";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    at: string | null;
                    name: string;
                    period: components["schemas"]["DateValue"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "DraftEndorsed";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    kind: components["schemas"]["Term"];
                    name: string;
                    forBody: components["schemas"]["BodyId"] | null;
                    parties: components["schemas"]["ActorRef"][];
                    nextStepOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "DecisionAdopted";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    by: components["schemas"]["ActorRef"][];
                    kind: components["schemas"]["Term"];
                    subject: string;
                    topic: components["schemas"]["Term"] | null;
                    establishes: components["schemas"]["BodyId"] | null;
                    assignee: components["schemas"]["ActorRef"] | null;
                    addressees: components["schemas"]["ActorRef"][];
                    effect: ("establishes" | "extends" | "changes" | "eases" | "ends") | null;
                    affects: components["schemas"]["ActorRef"] | null;
                    measures: components["schemas"]["Term"][];
                    period: components["schemas"]["DateValue"] | null;
                    every: components["schemas"]["Interval"] | null;
                    partOf: components["schemas"]["DecisionId"] | null;
                    instruments: components["schemas"]["InstrumentRef"][];
                    identifiers: components["schemas"]["Identifier"][];
                    count: components["schemas"]["Count"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    dueOn: components["schemas"]["DateValue"] | null;
                    votes: {
                        for: number;
                        against: number;
                        abstained: number;
                    } | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "MeasureTaken";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    /** @enum {string} */
                    kind: "mechanism" | "measure";
                    topic: components["schemas"]["Term"];
                    by: components["schemas"]["ActorRef"] | null;
                    count: components["schemas"]["Count"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "AgreementReached";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    what: string;
                    topic: components["schemas"]["Term"];
                    target: string | null;
                    parties: components["schemas"]["ActorRef"][] | null;
                    dueOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "EventPlanned";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    kind: components["schemas"]["Term"];
                    name: string | null;
                    topic: components["schemas"]["Term"] | null;
                    by: components["schemas"]["ActorRef"][];
                    proposedBy: components["schemas"]["ActorRef"] | null;
                    hostState: components["schemas"]["ActorRef"] | null;
                    place: components["schemas"]["Place"] | null;
                    scheduledOn: components["schemas"]["DateValue"] | null;
                    count: components["schemas"]["Count"] | null;
                    partOf: components["schemas"]["DecisionId"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            })[];
            votes: {
                collection: string;
                /** @constant */
                type: "VoteTaken";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    part: string | null;
                    draft: string | null;
                    subject: string | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    body: components["schemas"]["BodyId"] | null;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    /** @enum {string} */
                    outcome: "adopted" | "rejected" | "vetoed" | "consensus" | "not-put";
                    tally: {
                        for: number | null;
                        against: number | null;
                        abstained: number | null;
                        notVoting: number | null;
                        absent: number | null;
                    } | null;
                    votes: {
                        by: components["schemas"]["ActorRef"];
                        /** @enum {string} */
                        vote: "for" | "against" | "abstained" | "not-voting" | "absent";
                        veto: boolean | null;
                        explanation: string | null;
                    }[];
                };
            }[];
            positions: {
                collection: string;
                /** @constant */
                type: "PositionStated";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    by: components["schemas"]["ActorRef"][];
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                    topic: components["schemas"]["Term"];
                    summary: string;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    incidents: components["schemas"]["IncidentId"][];
                    instruments: components["schemas"]["InstrumentRef"][];
                    addressees: components["schemas"]["ActorRef"][];
                    states: components["schemas"]["CountryValue"][];
                    organizations: components["schemas"]["ActorRef"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    decision: components["schemas"]["DecisionId"] | null;
                };
            }[];
            condemnations: {
                collection: string;
                /** @constant */
                type: "IncidentCondemned";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    condemner: components["schemas"]["ActorRef"];
                    strength: components["schemas"]["CondemnationStrength"];
                    verbAsWritten: string | null;
                    target: components["schemas"]["CondemnationTarget"];
                    perpetrators: components["schemas"]["ActorRef"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    decision: components["schemas"]["DecisionId"] | null;
                };
            }[];
        };
        DecisionStatusView: components["schemas"]["StatedDecisionStatus"] | components["schemas"]["UnstatedDecisionStatus"];
        DecisionsByDecisionResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["DecisionPage"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        DecisionsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Decision"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Description: {
            collection: string;
            event: string;
            body: string;
            aspect: string;
            what: string | null;
            date: components["schemas"]["DateView"];
            by: components["schemas"]["ActorRef"] | null;
            instrument: string | null;
            place: components["schemas"]["Place"] | null;
            others: components["schemas"]["ActorRef"][];
            documents: string[];
        };
        Designation: {
            collection: string;
            event: string;
            organization: components["schemas"]["ActorRef"];
            by: components["schemas"]["ActorRef"];
            status: string;
            date: components["schemas"]["DateView"];
            documents: string[];
        };
        DesignationsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Designation"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Dissent: {
            collection: string;
            event: string;
            by: components["schemas"]["ActorRef"][];
            /** @enum {string} */
            kind: "no-consensus" | "dissociated" | "reserved" | "abstained" | "voted-against" | "vetoed" | "refused-to-sign" | "took-no-part";
            subject: string;
            reason: string | null;
            meeting: string | null;
            body: string | null;
            document: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            documents: string[];
            statedIn: string | null;
        };
        DissentsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Dissent"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Document: {
            collection: string;
            document: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            identifiers: components["schemas"]["Identifier"][];
            retractedBy: string | null;
            docType: string | null;
            title: string | null;
            language: string | null;
            /** @enum {string} */
            held: "full" | "extract" | "unknown" | "cited";
            sha256: string | null;
            supersededSha256: string[];
            characters: number | null;
            original: components["schemas"]["SourceOriginal"] | null;
            redistributable: boolean;
            address: string | null;
            site: string | null;
            about: string | null;
            issuer: components["schemas"]["ActorRef"] | null;
            published: components["schemas"]["DateView"];
            datelined: {
                date: components["schemas"]["DateView"];
                place: components["schemas"]["Place"] | null;
            } | null;
            authors: components["schemas"]["ActorRef"][];
            adopted: {
                by: components["schemas"]["ActorRef"] | null;
                on: components["schemas"]["DateView"];
                verb: string;
                event: string;
            } | null;
            annexedTo: components["schemas"]["Annex"][];
            annexes: components["schemas"]["Annex"][];
            facts: number;
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            textHeld: boolean;
        };
        DocumentFact: {
            position: string;
            collection: string;
            event: string;
            recordedAt: string;
            type: string;
            group: string;
            kind: string | null;
            sentence: string;
            verb: string | null;
            topic: string | null;
            modality: components["schemas"]["Modality"] | null;
            assertedBy: components["schemas"]["ActorRef"] | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            documents: string[];
            statedIn: string | null;
            annex: string | null;
            bodies: string[];
            meetingBody: string | null;
            meeting: string | null;
            decisions: string[];
            incidents: string[];
            states: string[];
            persons: string[];
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            placedOn: components["schemas"]["DateView"];
            placedBy: ("own" | "due" | "scheduled" | "period" | "meeting" | "incident" | "decision") | null;
            inferred: components["schemas"]["InferredValue"][];
            agentUnknown: boolean;
            recordedBy: string;
            corrected: boolean;
            fact: {
                [key: string]: unknown;
            };
        };
        DocumentId: string;
        DocumentPage: {
            collection: string;
            document: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            identifiers: components["schemas"]["Identifier"][];
            retractedBy: string | null;
            docType: string | null;
            title: string | null;
            language: string | null;
            /** @enum {string} */
            held: "full" | "extract" | "unknown" | "cited";
            sha256: string | null;
            supersededSha256: string[];
            characters: number | null;
            original: components["schemas"]["SourceOriginal"] | null;
            redistributable: boolean;
            address: string | null;
            site: string | null;
            about: string | null;
            issuer: components["schemas"]["ActorRef"] | null;
            published: components["schemas"]["DateView"];
            datelined: {
                date: components["schemas"]["DateView"];
                place: components["schemas"]["Place"] | null;
            } | null;
            authors: components["schemas"]["ActorRef"][];
            adopted: {
                by: components["schemas"]["ActorRef"] | null;
                on: components["schemas"]["DateView"];
                verb: string;
                event: string;
            } | null;
            annexedTo: components["schemas"]["Annex"][];
            annexes: components["schemas"]["Annex"][];
            facts: number;
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            textHeld: boolean;
            registrations: {
                collection: string;
                /** @constant */
                type: "SourceDocumentRegistered";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    docType: components["schemas"]["Term"];
                    title: string;
                    about: components["schemas"]["MeetingId"] | null;
                    issuer: components["schemas"]["ActorRef"] | null;
                    site: string | null;
                    language: string;
                    address: string | null;
                    sha256: components["schemas"]["Sha256"] | null;
                    characters: number | null;
                    original: components["schemas"]["SourceOriginal"] | null;
                    /** @enum {string} */
                    extent: "full" | "extract" | "unknown";
                    versionOf: components["schemas"]["DocumentId"] | null;
                    rendering: ("original" | "translation" | "machine-translation") | null;
                    identifiers: components["schemas"]["Identifier"][];
                    redistributable: boolean;
                };
            }[];
            supersessions: {
                collection: string;
                /** @constant */
                type: "DocumentSuperseded";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    previous: components["schemas"]["Sha256"];
                    next: components["schemas"]["Sha256"];
                    characters: number | null;
                };
            }[];
            descriptions: {
                collection: string;
                /** @constant */
                type: "DocumentDescribed";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    /** @enum {string} */
                    aspect: "published" | "datelined" | "authored";
                    occurredOn: components["schemas"]["DateValue"] | null;
                    place: components["schemas"]["Place"] | null;
                    person: components["schemas"]["ActorRef"] | null;
                    capacity: string | null;
                };
            }[];
            adoptions: {
                collection: string;
                /** @constant */
                type: "DocumentAdopted";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    docType: components["schemas"]["Term"] | null;
                    title: string | null;
                    by: components["schemas"]["ActorRef"] | null;
                    parties: components["schemas"]["ActorRef"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                    complete: boolean;
                    establishes: string | null;
                };
            }[];
            dissents: {
                collection: string;
                /** @constant */
                type: "DissentRecorded";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"] | null;
                    document: components["schemas"]["DocumentId"] | null;
                    by: components["schemas"]["ActorRef"][];
                    /** @enum {string} */
                    kind: "no-consensus" | "dissociated" | "reserved" | "abstained" | "voted-against" | "vetoed" | "refused-to-sign" | "took-no-part";
                    subject: string;
                    reason: string | null;
                };
            }[];
            versions: {
                collection: string;
                /** @constant */
                type: "SourceDocumentRegistered";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    docType: components["schemas"]["Term"];
                    title: string;
                    about: components["schemas"]["MeetingId"] | null;
                    issuer: components["schemas"]["ActorRef"] | null;
                    site: string | null;
                    language: string;
                    address: string | null;
                    sha256: components["schemas"]["Sha256"] | null;
                    characters: number | null;
                    original: components["schemas"]["SourceOriginal"] | null;
                    /** @enum {string} */
                    extent: "full" | "extract" | "unknown";
                    versionOf: components["schemas"]["DocumentId"] | null;
                    rendering: ("original" | "translation" | "machine-translation") | null;
                    identifiers: components["schemas"]["Identifier"][];
                    redistributable: boolean;
                };
            }[];
            factsTold: components["schemas"]["DocumentFact"][];
        };
        DocumentTextRange: {
            collection: string;
            document: string;
            title: string | null;
            sha256: string | null;
            versions: string[];
            language: string | null;
            address: string | null;
            site: string | null;
            /** @enum {string} */
            shown: "text" | "passages" | "not-held";
            characters: number | null;
            start: number;
            end: number;
            line: number | null;
            text: string | null;
            passages: components["schemas"]["TextPassage"][];
        };
        DraftFact: {
            type: string;
            fields: {
                [key: string]: unknown;
            };
            passage: components["schemas"]["DraftPassage"];
            words: string;
            confidence: number;
            rule: string;
            page: number | null;
            rejected: boolean;
        };
        DraftMerge: {
            /** @enum {string} */
            kind: "meeting" | "decision" | "incident" | "actor" | "document";
            id: string;
            known: string;
            take: boolean;
            exact: boolean;
            /** @enum {string} */
            relation: "confirmation" | "addition" | "conflict" | "version";
            evidence: {
                same: string;
                value: string;
            }[];
            sources: string[];
            facts: {
                fact: number;
                /** @enum {string} */
                relation: "confirmation" | "addition" | "conflict";
            }[];
            differences: {
                fact: number;
                field: string;
                draft: unknown;
                record: unknown;
                sources: string[];
            }[];
            sentence: string;
        };
        DraftPassage: {
            start: number;
            end: number;
            line: number;
        };
        DraftResponse: {
            /** @constant */
            schemaVersion: 1;
            /** @enum {string} */
            shape: "resolution" | "note";
            collection: unknown;
            source: {
                [key: string]: unknown;
            };
            sourcePassage: components["schemas"]["DraftPassage"];
            bodies: {
                body: string;
                name: string;
                kind: string;
                parents: string[];
                otherNames: string[];
            }[];
            actors: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            defaults: {
                [key: string]: unknown;
            };
            facts: components["schemas"]["DraftFact"][];
            rejected: number;
            unplaced: {
                passage: components["schemas"]["DraftPassage"];
                words: string;
                /** @enum {string} */
                reason: "no-rule" | "incomplete" | "too-long";
            }[];
            contradictions: {
                field: string;
                values: string[];
                passages: components["schemas"]["DraftPassage"][];
            }[];
            merges: components["schemas"]["DraftMerge"][] | null;
            text: string;
            original: {
                sha256: string;
                mediaType: string;
                bytes: number;
            };
            yaml: string;
        };
        DueDateView: components["schemas"]["StatedDueDate"] | components["schemas"]["UnstatedDueDate"];
        EventContext: {
            collection: string | null;
            event: string;
            position: string;
            type: string;
            stream: string;
            streamVersion: number;
            recordedAt: string;
            sentence: string | null;
            previousInLog: components["schemas"]["EventRef"] | null;
            nextInLog: components["schemas"]["EventRef"] | null;
            previousInStream: components["schemas"]["EventRef"] | null;
            nextInStream: components["schemas"]["EventRef"] | null;
            command: components["schemas"]["EventRef"][];
            causes: components["schemas"]["RelatedEvent"][];
            effects: components["schemas"]["RelatedEvent"][];
            rows: components["schemas"]["EventRow"][];
        };
        /** Event */
        EventEnvelope: {
            /** @constant */
            specversion: "1.0";
            id: string;
            type: string;
            source: string;
            subject: string;
            time: string;
            streamversion: number;
            pseq: number;
            term: number;
            commandid: string;
            commandhash?: string;
            actor?: string;
            traceparent?: string;
            data: {
                [key: string]: unknown;
            };
        };
        EventPage: {
            collection: string;
            event: string;
            pseq: number;
            type: string;
            wireType: string;
            stream: string;
            streamVersion: number;
            recordedAt: string;
            command: string;
            actor: string | null;
            /** @enum {string} */
            standing: "stands" | "corrected" | "retracted" | "not-a-fact";
            sentence: string | null;
            data: {
                [key: string]: unknown;
            } | null;
            passages: components["schemas"]["PassageWithQuote"][];
            history: components["schemas"]["FactValue"][];
            changes: {
                collection: string;
                event: string;
                pseq: number;
                recordedAt: string;
                actor: string | null;
                /** @enum {string} */
                change: "corrected" | "retracted";
                target: string;
                targetType: string;
                field: string | null;
                oldValue: unknown;
                newValue: unknown;
                reason: string;
                evidence: components["schemas"]["Evidence"];
                sentence: string;
            }[];
            conflicts: {
                collection: string;
                conflict: string;
                pseq: number;
                flaggedAt: string;
                field: string;
                events: string[];
                values: unknown[];
                standing: string[];
                sentences: {
                    event: string;
                    sentence: string;
                    documents: string[];
                }[];
                resolved: boolean;
                resolution: string | null;
                resolvedBy: string | null;
                resolvedAt: string | null;
                holds: string | null;
                thing: {
                    kind: string;
                    id: string;
                } | null;
            }[];
            position: string;
            envelope: components["schemas"]["EventEnvelope"] | null;
        };
        EventRef: {
            collection: string | null;
            event: string;
            position: string;
            type: string;
            stream: string;
            streamVersion: number;
            recordedAt: string;
            sentence: string | null;
        };
        EventRow: {
            readModel: string;
            table: string;
            recordedFrom: string;
            recordedTo: string | null;
            recordedBy: string | null;
            closedBy: string | null;
            values: {
                [key: string]: unknown;
            };
        };
        EventsByEventContextResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["EventContext"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        EventsByEventResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["EventPage"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Evidence: {
            passages: components["schemas"]["Passage"][];
            document: components["schemas"]["DocumentId"] | null;
            address: string | null;
            note: string | null;
        };
        Fact: {
            position: string;
            collection: string;
            event: string;
            recordedAt: string;
            type: string;
            group: string;
            kind: string | null;
            sentence: string;
            verb: string | null;
            topic: string | null;
            modality: components["schemas"]["Modality"] | null;
            assertedBy: components["schemas"]["ActorRef"] | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            documents: string[];
            statedIn: string | null;
            annex: string | null;
            bodies: string[];
            meetingBody: string | null;
            meeting: string | null;
            decisions: string[];
            incidents: string[];
            states: string[];
            persons: string[];
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            placedOn: components["schemas"]["DateView"];
            placedBy: ("own" | "due" | "scheduled" | "period" | "meeting" | "incident" | "decision") | null;
            inferred: components["schemas"]["InferredValue"][];
            agentUnknown: boolean;
            recordedBy: string;
            corrected: boolean;
            data: {
                [key: string]: unknown;
            };
        };
        FactCount: {
            collection?: string;
            body?: string | null;
            type?: string;
            period?: string | null;
            facts: number;
        };
        FactDifference: {
            collection: string;
            event: string;
            position: string;
            type: string;
            /** @enum {string} */
            change: "added" | "changed" | "retracted";
            sentence: string | null;
            before: string | null;
            fields: {
                field: string;
                before: unknown;
                after: unknown;
            }[];
        };
        FactSource: {
            collection: string;
            type: string;
            sentence: string;
            modality: components["schemas"]["Modality"] | null;
            assertedBy: components["schemas"]["ActorRef"] | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            statedIn: string | null;
            annex: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            position: string;
            recordedAt: string;
            recordedBy: string;
            corrected: boolean;
            passages: components["schemas"]["PassageWithQuote"][];
        };
        FactValue: {
            sentence: string;
            data: {
                [key: string]: unknown;
            };
            recordedBy: string;
            fromPseq: number;
            from: string;
            toPseq: number | null;
            to: string | null;
            endedBy: string | null;
        };
        FactsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Fact"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        FieldError: {
            field: string | null;
            rule: string;
            message: string;
            remedy: string;
            event?: string;
        };
        FoundEvent: {
            id: string;
            type: string;
            data: {
                [key: string]: unknown;
            };
        };
        FoundEventList: {
            collection: string;
            total: number;
            events: components["schemas"]["FoundEvent"][];
        };
        Headquarters: {
            collection: string;
            place: components["schemas"]["Place"];
            events: string[];
            documents: string[];
            consistent: string[];
            consistentDocuments: string[];
        };
        Identifier: {
            scheme: components["schemas"]["Term"];
            value: string;
        };
        Incident: {
            collection: string;
            incident: string;
            alsoIn: components["schemas"]["ThingRef"][];
            name: string | null;
            otherNames: string[];
            occurredOn: components["schemas"]["DateView"];
            dates: components["schemas"]["DateValue"][];
            places: components["schemas"]["Place"][];
            countries: string[];
            region: string | null;
            against: string | null;
            againstState: components["schemas"]["CountryValue"] | null;
            killed: components["schemas"]["CountView"];
            injured: components["schemas"]["CountView"];
            identifiers: components["schemas"]["Identifier"][];
            condemnations: number;
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            placeStated: boolean;
            countryStated: boolean;
        };
        IncidentId: string;
        IncidentsByIncidentResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: {
                collection: string;
                incident: string;
                alsoIn: components["schemas"]["ThingRef"][];
                name: string | null;
                otherNames: string[];
                occurredOn: components["schemas"]["DateView"];
                dates: components["schemas"]["DateValue"][];
                places: components["schemas"]["Place"][];
                countries: string[];
                region: string | null;
                against: string | null;
                againstState: components["schemas"]["CountryValue"] | null;
                killed: components["schemas"]["CountView"];
                injured: components["schemas"]["CountView"];
                identifiers: components["schemas"]["Identifier"][];
                condemnations: components["schemas"]["Condemnation"][];
                events: string[];
                agreement: {
                    [key: string]: components["schemas"]["Agreement"];
                };
                statements?: {
                    [key: string]: components["schemas"]["Statement"][];
                };
                placeStated: boolean;
                countryStated: boolean;
                casualties: {
                    recorded: boolean;
                    killedStated: boolean;
                    injuredStated: boolean;
                    unspecifiedStated: boolean;
                    reports: components["schemas"]["CasualtyReport"][];
                };
                positions: components["schemas"]["Position"][];
            };
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        IncidentsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Incident"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        InferredValue: {
            field: string;
            basis: string;
            rule: string | null;
        };
        InstrumentRef: {
            id: components["schemas"]["Term"];
            nameAsWritten: string;
            issuedBy: string | null;
            relation: ("recalls" | "reaffirms" | "extends" | "amends" | "supersedes" | "ends" | "carries-out") | null;
        };
        Interval: string;
        /** @enum {string} */
        InvolvementBasis: "named" | "class" | "context" | "derived";
        KnownActor: {
            id: string;
            /** @enum {string} */
            kind: "state" | "organization" | "organ" | "agency" | "group" | "person" | "office" | "class" | "meeting-series" | "joint-session";
            of: string | null;
            names: string[];
        };
        KnownActorList: {
            collection: string;
            actors: components["schemas"]["KnownActor"][];
        };
        KnownChair: {
            holder: components["schemas"]["ActorRef"];
            holders: components["schemas"]["ActorRef"][];
            on: components["schemas"]["DateView"];
            events: string[];
        };
        LookupResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["LookupResult"][];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        LookupResult: {
            /** @enum {string} */
            kind: "event" | "document";
            /** @enum {string} */
            by: "event" | "position" | "command" | "text" | "original";
            collection: string;
            id: string;
            position: string | null;
            type: string | null;
            sentence: string | null;
        };
        MandatesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: {
                collection: string;
                body: string;
                becomes: string;
                /** @enum {string} */
                furthestStage: "proposed" | "announced" | "agreed" | "in-force";
                decisionRecorded: boolean;
                inForceRecorded: boolean;
                changes: {
                    collection: string;
                    event: string;
                    body: string;
                    becomes: string;
                    /** @enum {string} */
                    stage: "proposed" | "announced" | "agreed" | "in-force";
                    /** @enum {string} */
                    strength: "approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion";
                    by: components["schemas"]["ActorRef"] | null;
                    occasion: string | null;
                    occurredOn: components["schemas"]["DateView"];
                }[];
            }[];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        MatrixColumn: {
            collection: string;
            meeting: string;
            body: string;
            session: string | null;
            ordinal: number | null;
            date: components["schemas"]["DateView"];
            listing: components["schemas"]["AttendanceListing"];
            states: number;
            organs: number;
        };
        MatrixRow: {
            actor: string;
            kind: components["schemas"]["ActorKind"];
            cells: components["schemas"]["ParticipationCell"][];
            attended: number;
            namedAttended: number;
            meetingsWithList: number;
            couldAttend: number;
            total: string;
            name: string | null;
        };
        Meeting: {
            collection: string;
            meeting: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            name: string;
            body: string | null;
            bodyName: string | null;
            /** @enum {string} */
            stage: "held" | "announced" | "postponed" | "cancelled";
            session: string | null;
            sessionAsWritten: string | null;
            ordinal: components["schemas"]["OrdinalValue"] | null;
            series: string | null;
            heldOn: components["schemas"]["DateView"];
            scheduledOn: components["schemas"]["DateView"];
            announcedDays: components["schemas"]["DateView"][];
            places: components["schemas"]["Place"][];
            scheduledPlaces: components["schemas"]["Place"][];
            venue: string | null;
            scheduledVenue: string | null;
            host: components["schemas"]["ActorRef"] | null;
            format: string | null;
            participantCount: components["schemas"]["CountView"];
            prepares: string | null;
            marginsOf: string | null;
            identifiers: components["schemas"]["Identifier"][];
            chairs: components["schemas"]["MeetingChair"][];
            plannedChair: components["schemas"]["ActorRef"] | null;
            announcedBy: components["schemas"]["ActorRef"][];
            expected: components["schemas"]["ActorRef"][];
            agenda: string[];
            theme: string | null;
            atmosphere: string | null;
            sitting: string | null;
            alternatives: {
                [key: string]: unknown[];
            };
            conflicts: string[];
            documents: string[];
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
        };
        MeetingChair: {
            collection: string;
            event: string;
            meeting: string;
            holders: components["schemas"]["ActorRef"][];
            person: components["schemas"]["ActorRef"] | null;
        };
        MeetingId: string;
        MeetingList: {
            meetings: components["schemas"]["Meeting"][];
            notRecorded: {
                collection: string;
                body: string;
                bodyName: string;
                session: string;
                series: string | null;
                from: number;
                to: number;
                /** @constant */
                recorded: false;
            }[];
        };
        MeetingPage: {
            collection: string;
            meeting: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            name: string;
            body: string | null;
            bodyName: string | null;
            /** @enum {string} */
            stage: "held" | "announced" | "postponed" | "cancelled";
            session: string | null;
            sessionAsWritten: string | null;
            ordinal: components["schemas"]["OrdinalValue"] | null;
            series: string | null;
            heldOn: components["schemas"]["DateView"];
            scheduledOn: components["schemas"]["DateView"];
            announcedDays: components["schemas"]["DateView"][];
            places: components["schemas"]["Place"][];
            scheduledPlaces: components["schemas"]["Place"][];
            venue: string | null;
            scheduledVenue: string | null;
            host: components["schemas"]["ActorRef"] | null;
            format: string | null;
            participantCount: components["schemas"]["CountView"];
            prepares: string | null;
            marginsOf: string | null;
            identifiers: components["schemas"]["Identifier"][];
            chairs: components["schemas"]["MeetingChair"][];
            plannedChair: components["schemas"]["ActorRef"] | null;
            announcedBy: components["schemas"]["ActorRef"][];
            expected: components["schemas"]["ActorRef"][];
            agenda: string[];
            theme: string | null;
            atmosphere: string | null;
            sitting: string | null;
            alternatives: {
                [key: string]: unknown[];
            };
            conflicts: string[];
            documents: string[];
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            chair: components["schemas"]["ActorsView"];
            participants: components["schemas"]["MeetingParticipants"];
            decisions: components["schemas"]["Decision"][];
            considered: components["schemas"]["ConsideredMatter"][];
            awards: components["schemas"]["Award"][];
            nextMeetings: components["schemas"]["NextMeeting"][];
            openConflicts: {
                collection: string;
                conflict: string;
                field: string;
                events: string[];
            }[];
            held: {
                collection: string;
                /** @constant */
                type: "MeetingHeld";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"];
                    body: components["schemas"]["BodyId"];
                    session: components["schemas"]["Session"] | null;
                    sessionAsWritten: string | null;
                    ordinal: components["schemas"]["OrdinalValue"] | null;
                    series: string | null;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    places: components["schemas"]["Place"][];
                    venue: string | null;
                    host: components["schemas"]["ActorRef"] | null;
                    format: ("in-person" | "videoconference" | "hybrid" | "written") | null;
                    participants: components["schemas"]["Count"] | null;
                    prepares: components["schemas"]["MeetingId"] | null;
                    marginsOf: string | null;
                    identifiers: components["schemas"]["Identifier"][];
                };
            }[];
            announcements: {
                collection: string;
                /** @constant */
                type: "MeetingAnnounced";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"];
                    body: components["schemas"]["BodyId"];
                    session: components["schemas"]["Session"] | null;
                    ordinal: components["schemas"]["OrdinalValue"] | null;
                    series: string | null;
                    scheduledOn: components["schemas"]["DateValue"] | null;
                    place: components["schemas"]["Place"] | null;
                    venue: string | null;
                    host: components["schemas"]["ActorRef"] | null;
                    chair: components["schemas"]["ActorRef"] | null;
                    by: components["schemas"]["ActorRef"] | null;
                    agenda: string[];
                    expected: components["schemas"]["ActorRef"][];
                    verb: components["schemas"]["Term"] | null;
                    verbAsWritten: string | null;
                };
            }[];
            changes: {
                collection: string;
                /** @constant */
                type: "MeetingRescheduled";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"];
                    /** @enum {string} */
                    outcome: "postponed" | "cancelled";
                    scheduledOn: components["schemas"]["DateValue"] | null;
                    reason: string | null;
                };
            }[];
            descriptions: {
                collection: string;
                /** @constant */
                type: "MeetingDescribed";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"];
                    /** @enum {string} */
                    aspect: "atmosphere" | "theme" | "sitting";
                    wording: string;
                };
            }[];
            decisionFacts: ({
                collection: string;
                /** @constant */
                type: "PlanApproved";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    of: components["schemas"]["ActorRef"] | null;
                    kind: components["schemas"]["Term"];
                    name: string | null;
                    period: components["schemas"]["DateValue"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "ProgrammeAdopted";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    at: string | null;
                    name: string;
                    period: components["schemas"]["DateValue"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "DraftEndorsed";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    kind: components["schemas"]["Term"];
                    name: string;
                    forBody: components["schemas"]["BodyId"] | null;
                    parties: components["schemas"]["ActorRef"][];
                    nextStepOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "DecisionAdopted";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    by: components["schemas"]["ActorRef"][];
                    kind: components["schemas"]["Term"];
                    subject: string;
                    topic: components["schemas"]["Term"] | null;
                    establishes: components["schemas"]["BodyId"] | null;
                    assignee: components["schemas"]["ActorRef"] | null;
                    addressees: components["schemas"]["ActorRef"][];
                    effect: ("establishes" | "extends" | "changes" | "eases" | "ends") | null;
                    affects: components["schemas"]["ActorRef"] | null;
                    measures: components["schemas"]["Term"][];
                    period: components["schemas"]["DateValue"] | null;
                    every: components["schemas"]["Interval"] | null;
                    partOf: components["schemas"]["DecisionId"] | null;
                    instruments: components["schemas"]["InstrumentRef"][];
                    identifiers: components["schemas"]["Identifier"][];
                    count: components["schemas"]["Count"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    dueOn: components["schemas"]["DateValue"] | null;
                    votes: {
                        for: number;
                        against: number;
                        abstained: number;
                    } | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "MeasureTaken";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    /** @enum {string} */
                    kind: "mechanism" | "measure";
                    topic: components["schemas"]["Term"];
                    by: components["schemas"]["ActorRef"] | null;
                    count: components["schemas"]["Count"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "AgreementReached";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    what: string;
                    topic: components["schemas"]["Term"];
                    target: string | null;
                    parties: components["schemas"]["ActorRef"][] | null;
                    dueOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            } | {
                collection: string;
                /** @constant */
                type: "EventPlanned";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    meeting: components["schemas"]["MeetingId"] | null;
                    kind: components["schemas"]["Term"];
                    name: string | null;
                    topic: components["schemas"]["Term"] | null;
                    by: components["schemas"]["ActorRef"][];
                    proposedBy: components["schemas"]["ActorRef"] | null;
                    hostState: components["schemas"]["ActorRef"] | null;
                    place: components["schemas"]["Place"] | null;
                    scheduledOn: components["schemas"]["DateValue"] | null;
                    count: components["schemas"]["Count"] | null;
                    partOf: components["schemas"]["DecisionId"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                };
            })[];
            decisionStatuses: {
                collection: string;
                /** @constant */
                type: "DecisionStatusReported";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    subject: string | null;
                    body: components["schemas"]["BodyId"] | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    /** @enum {string} */
                    status: "in-force" | "in-progress" | "extended" | "done" | "lapsed" | "cancelled";
                    period: components["schemas"]["DateValue"] | null;
                    heldAsOf: components["schemas"]["DateValue"];
                    by: components["schemas"]["ActorRef"] | null;
                };
            }[];
            votes: {
                collection: string;
                /** @constant */
                type: "VoteTaken";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    decision: components["schemas"]["DecisionId"];
                    part: string | null;
                    draft: string | null;
                    subject: string | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    body: components["schemas"]["BodyId"] | null;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    /** @enum {string} */
                    outcome: "adopted" | "rejected" | "vetoed" | "consensus" | "not-put";
                    tally: {
                        for: number | null;
                        against: number | null;
                        abstained: number | null;
                        notVoting: number | null;
                        absent: number | null;
                    } | null;
                    votes: {
                        by: components["schemas"]["ActorRef"];
                        /** @enum {string} */
                        vote: "for" | "against" | "abstained" | "not-voting" | "absent";
                        veto: boolean | null;
                        explanation: string | null;
                    }[];
                };
            }[];
            positions: {
                collection: string;
                /** @constant */
                type: "PositionStated";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    by: components["schemas"]["ActorRef"][];
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                    topic: components["schemas"]["Term"];
                    summary: string;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    incidents: components["schemas"]["IncidentId"][];
                    instruments: components["schemas"]["InstrumentRef"][];
                    addressees: components["schemas"]["ActorRef"][];
                    states: components["schemas"]["CountryValue"][];
                    organizations: components["schemas"]["ActorRef"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    decision: components["schemas"]["DecisionId"] | null;
                };
            }[];
            condemnations: {
                collection: string;
                /** @constant */
                type: "IncidentCondemned";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    condemner: components["schemas"]["ActorRef"];
                    strength: components["schemas"]["CondemnationStrength"];
                    verbAsWritten: string | null;
                    target: components["schemas"]["CondemnationTarget"];
                    perpetrators: components["schemas"]["ActorRef"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    decision: components["schemas"]["DecisionId"] | null;
                };
            }[];
            dissents: {
                collection: string;
                /** @constant */
                type: "DissentRecorded";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"] | null;
                    document: components["schemas"]["DocumentId"] | null;
                    by: components["schemas"]["ActorRef"][];
                    /** @enum {string} */
                    kind: "no-consensus" | "dissociated" | "reserved" | "abstained" | "voted-against" | "vetoed" | "refused-to-sign" | "took-no-part";
                    subject: string;
                    reason: string | null;
                };
            }[];
            offices: {
                collection: string;
                /** @constant */
                type: "OfficeRecorded";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    office: string;
                    body: components["schemas"]["BodyId"] | null;
                    holder: components["schemas"]["ActorRef"] | null;
                    rank: string | null;
                    exOfficio: string | null;
                    /** @enum {string} */
                    stage: "proposed" | "elected" | "appointed" | "holds" | "left";
                    by: components["schemas"]["ActorRef"] | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    startedOn: components["schemas"]["DateValue"] | null;
                    endedOn: components["schemas"]["DateValue"] | null;
                    heldAsOf: components["schemas"]["DateValue"] | null;
                };
            }[];
            memberships: {
                collection: string;
                /** @constant */
                type: "MembershipStatusRecorded";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    member: components["schemas"]["ActorRef"];
                    body: components["schemas"]["BodyId"];
                    /** @enum {string} */
                    status: "member" | "acceding" | "observer" | "partner" | "guest" | "elected-member" | "suspended" | "withdrawn";
                    statusAsWritten: string | null;
                    by: components["schemas"]["ActorRef"] | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    startedOn: components["schemas"]["DateValue"] | null;
                    endedOn: components["schemas"]["DateValue"] | null;
                    heldAsOf: components["schemas"]["DateValue"] | null;
                };
            }[];
            handOvers: {
                collection: string;
                /** @constant */
                type: "ChairmanshipTransferred";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    body: components["schemas"]["BodyId"];
                    from: components["schemas"]["ActorRef"] | null;
                    to: components["schemas"]["ActorRef"] | null;
                    by: components["schemas"]["ActorRef"] | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    effectiveOn: components["schemas"]["DateValue"] | null;
                    term: string | null;
                    verb: components["schemas"]["Term"] | null;
                    verbAsWritten: string | null;
                };
            }[];
            adoptedDocuments: {
                collection: string;
                /** @constant */
                type: "DocumentAdopted";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    docType: components["schemas"]["Term"] | null;
                    title: string | null;
                    by: components["schemas"]["ActorRef"] | null;
                    parties: components["schemas"]["ActorRef"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    adoptedOn: components["schemas"]["DateValue"] | null;
                    verb: components["schemas"]["Term"];
                    verbAsWritten: string | null;
                    complete: boolean;
                    establishes: string | null;
                };
            }[];
            sourceDocuments: {
                collection: string;
                /** @constant */
                type: "SourceDocumentRegistered";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    document: components["schemas"]["DocumentId"];
                    docType: components["schemas"]["Term"];
                    title: string;
                    about: components["schemas"]["MeetingId"] | null;
                    issuer: components["schemas"]["ActorRef"] | null;
                    site: string | null;
                    language: string;
                    address: string | null;
                    sha256: components["schemas"]["Sha256"] | null;
                    characters: number | null;
                    original: components["schemas"]["SourceOriginal"] | null;
                    /** @enum {string} */
                    extent: "full" | "extract" | "unknown";
                    versionOf: components["schemas"]["DocumentId"] | null;
                    rendering: ("original" | "translation" | "machine-translation") | null;
                    identifiers: components["schemas"]["Identifier"][];
                    redistributable: boolean;
                };
            }[];
            activities: {
                collection: string;
                /** @constant */
                type: "ActivityReported";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    /** @enum {string} */
                    kind: "operation" | "operation-series" | "conference" | "conference-series" | "exercise" | "contact" | "message" | "measure" | "commemoration" | "incident-count";
                    summary: string;
                    by: components["schemas"]["ActorRef"][] | null;
                    with: components["schemas"]["ActorRef"][];
                    states: components["schemas"]["CountryValue"][];
                    within: components["schemas"]["BodyId"] | null;
                    topic: components["schemas"]["Term"] | null;
                    action: components["schemas"]["Term"] | null;
                    organization: components["schemas"]["ActorRef"] | null;
                    series: string | null;
                    theme: string | null;
                    decision: components["schemas"]["DecisionId"] | null;
                    meeting: components["schemas"]["MeetingId"] | null;
                    count: components["schemas"]["Count"] | null;
                    place: components["schemas"]["Place"] | null;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    period: components["schemas"]["DateValue"] | null;
                };
            }[];
            intents: {
                collection: string;
                /** @constant */
                type: "IntentReported";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    by: components["schemas"]["ActorRef"][];
                    states: components["schemas"]["CountryValue"][];
                    meeting: components["schemas"]["MeetingId"] | null;
                    what: string;
                };
            }[];
            preparedBy: {
                collection: string;
                /** @constant */
                type: "MeetingHeld";
                events: string[];
                documents: string[];
                /** @enum {string} */
                speaker: "own" | "attributed" | "narrated" | "metadata";
                saidBy: string | null;
                paragraph: string | null;
                data: {
                    meeting: components["schemas"]["MeetingId"];
                    body: components["schemas"]["BodyId"];
                    session: components["schemas"]["Session"] | null;
                    sessionAsWritten: string | null;
                    ordinal: components["schemas"]["OrdinalValue"] | null;
                    series: string | null;
                    occurredOn: components["schemas"]["DateValue"] | null;
                    places: components["schemas"]["Place"][];
                    venue: string | null;
                    host: components["schemas"]["ActorRef"] | null;
                    format: ("in-person" | "videoconference" | "hybrid" | "written") | null;
                    participants: components["schemas"]["Count"] | null;
                    prepares: components["schemas"]["MeetingId"] | null;
                    marginsOf: string | null;
                    identifiers: components["schemas"]["Identifier"][];
                };
            }[];
        };
        MeetingParticipants: {
            recorded: boolean;
            listing: components["schemas"]["AttendanceListing"];
            statesNamed: number;
            organsNamed: number;
            agreesWithCount: boolean | null;
            delegations: components["schemas"]["NamedParticipant"][];
            organs: components["schemas"]["NamedParticipant"][];
            statedCounts: components["schemas"]["NamedParticipant"][];
            heads: components["schemas"]["MeetingRole"][];
            hosts: components["schemas"]["MeetingRole"][];
            expected: components["schemas"]["MeetingRole"][];
        };
        MeetingRole: {
            collection: string;
            actor: string;
            kind: components["schemas"]["ActorKind"];
            nameAsWritten: string | null;
            actorOf: string | null;
            role: components["schemas"]["Role"];
            basis: components["schemas"]["InvolvementBasis"];
            capacity: string | null;
            represents: string | null;
            event: string;
            name: string | null;
        };
        MeetingsByMeetingResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["MeetingPage"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        MeetingsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["MeetingList"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Membership: {
            startedOn: components["schemas"]["DateView"];
            endedOn: components["schemas"]["DateView"];
            heldAsOf: components["schemas"]["DateView"];
            collection: string;
            event: string;
            events: string[];
            documents: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            body: string;
            bodyName: string | null;
            member: components["schemas"]["ActorRef"];
            status: string;
            statusAsWritten: string | null;
            by: components["schemas"]["ActorRef"] | null;
            meeting: string | null;
        };
        MembershipsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Membership"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        MentionedNames: {
            [key: string]: {
                [key: string]: string;
            };
        };
        /** @enum {string} */
        Modality: "decided" | "reported" | "planned" | "stated" | "attributed" | "narrated" | "metadata";
        NamedParticipant: {
            collection: string;
            actor: string;
            kind: string;
            nameAsWritten: string | null;
            actorOf: string | null;
            members: components["schemas"]["ClassMembers"] | null;
            /** @enum {string} */
            role: "attended" | "organ-attended";
            basis: string | null;
            capacity: string | null;
            isGuest: boolean;
            represents: string | null;
            count: components["schemas"]["CountView"];
            heads: components["schemas"]["ActorRef"][];
            events: string[];
            documents: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            name: string | null;
        };
        NextMeeting: {
            collection: string;
            event: string;
            events: string[];
            body: string;
            after: string;
            ordinal: components["schemas"]["OrdinalValue"] | null;
            series: string | null;
            scheduledOn: components["schemas"]["DateView"];
            place: components["schemas"]["Place"] | null;
            venue: string | null;
            host: components["schemas"]["ActorRef"] | null;
            parties: components["schemas"]["ActorsView"];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            held: {
                /** @constant */
                recorded: false;
            } | {
                /** @constant */
                recorded: true;
                meeting: string;
                occurredOn: components["schemas"]["DateView"];
            };
        };
        NextMeetingsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["NextMeeting"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Office: {
            startedOn: components["schemas"]["DateView"];
            endedOn: components["schemas"]["DateView"];
            heldAsOf: components["schemas"]["DateView"];
            collection: string;
            event: string;
            events: string[];
            documents: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
            office: string;
            body: string | null;
            bodyName: string | null;
            holder: components["schemas"]["ActorRef"] | null;
            rank: string | null;
            exOfficio: string | null;
            stage: string;
            by: components["schemas"]["ActorRef"] | null;
            meeting: string | null;
        };
        OfficesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Office"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        OrdinalValue: {
            value: number;
            /** @enum {string} */
            basis: "stated" | "context" | "derived";
            rule: string | null;
        };
        ParkedCommand: {
            projection: string;
            command: string;
            position: string;
            code: string;
            reason: string;
        };
        Participation: {
            collection: string;
            event: string;
            type: string;
            role: components["schemas"]["Role"];
            takesPart: boolean;
            actor: string;
            kind: string;
            nameAsWritten: string | null;
            actorOf: string | null;
            office: string | null;
            basis: components["schemas"]["InvolvementBasis"];
            capacity: string | null;
            represents: string | null;
            saidBy: string | null;
            meeting: string | null;
            body: string | null;
            document: string | null;
            decision: string | null;
            incident: string | null;
            about: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            fact: {
                [key: string]: unknown;
            };
        };
        ParticipationCell: {
            collection: string;
            meeting: string;
            /** @enum {string} */
            kind: "attended" | "chaired" | "hosted" | "headed-delegation" | "not-listed" | "not-a-member" | "not-stated";
            basis: components["schemas"]["InvolvementBasis"] | null;
            roles: components["schemas"]["Role"][];
            capacity: string | null;
            events: string[];
        };
        ParticipationMatrix: {
            meetings: components["schemas"]["MatrixColumn"][];
            states: components["schemas"]["MatrixRow"][];
            others: components["schemas"]["MatrixRow"][];
        };
        ParticipationRankingResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["StateRank"][];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        ParticipationResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["ParticipationMatrix"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Passage: {
            document: components["schemas"]["DocumentId"];
            documentSha256: components["schemas"]["Sha256"];
            start: number;
            end: number;
            sha256: components["schemas"]["Sha256"];
            line: number;
        };
        PassageWithQuote: {
            document: components["schemas"]["DocumentId"];
            documentSha256: components["schemas"]["Sha256"];
            start: number;
            end: number;
            sha256: components["schemas"]["Sha256"];
            line: number;
            quote: string | null;
            textHeld: boolean;
        };
        Person: {
            collection: string;
            person: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            name: string;
            names: string[];
            mergedIds: string[];
            identifiers: components["schemas"]["Identifier"][];
            of: string[];
            titles: string[];
            facts: number;
        };
        PersonPage: {
            collection: string;
            person: string;
            alsoIn: {
                collection: string;
                id: string;
            }[];
            name: string;
            names: string[];
            mergedIds: string[];
            identifiers: components["schemas"]["Identifier"][];
            of: string[];
            titles: string[];
            facts: number;
            factsAsserted: number;
            offices: components["schemas"]["Office"][];
            chairs: components["schemas"]["ActorChair"][];
            awards: components["schemas"]["Award"][];
            shortened: string[];
            takesPart: boolean;
            roles: components["schemas"]["RoleCount"][];
            participations: components["schemas"]["Participation"][];
        };
        PersonsByPersonResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["PersonPage"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        PersonsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Person"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Place: {
            name: string | null;
            country: components["schemas"]["CountryValue"] | null;
        };
        PlannedEvent: {
            /** @constant */
            specversion: "1.0";
            id: string;
            type: string;
            source: string;
            subject: string;
            streamversion: number;
            commandid: string;
            commandhash?: string;
            actor?: string;
            traceparent?: string;
            data: {
                [key: string]: unknown;
            };
        };
        Position: {
            collection: string;
            event: string;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            document: string | null;
            statedIn: string | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            meeting: string | null;
            verb: string;
            verbAsWritten: string | null;
            topic: string;
            summary: string;
            by: components["schemas"]["ActorRef"][];
            incidents: string[];
            instruments: components["schemas"]["InstrumentRef"][];
            addressees: components["schemas"]["ActorRef"][];
            states: components["schemas"]["CountryValue"][];
            organizations: components["schemas"]["ActorRef"][];
            decision: string | null;
            paragraph: string | null;
        };
        PositionsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Position"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        PositionsVerbsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: {
                verb: string;
                /** @enum {string} */
                type: "IncidentCondemned" | "PositionStated";
                facts: number;
                events: string[];
            }[];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            retryAfterSeconds?: number;
            near?: string[];
            errors?: components["schemas"]["FieldError"][];
            requestId?: string;
        } & {
            [key: string]: unknown;
        };
        ReadModelStatus: {
            readModel: string;
            projection: string;
            serves: boolean;
            partition: number;
            position: string | null;
            logEnd: string | null;
            logEndAgeSeconds: number | null;
            /** @enum {string} */
            state: "live" | "catching-up" | "rebuilding" | "parked" | "stopped";
            reason: {
                code: string;
                message: string;
            } | null;
            lagEvents: number | null;
            lagSeconds: number | null;
            heartbeatAgeSeconds: number | null;
            owner: string | null;
            parked: number;
            eventsPerSecond: number | null;
        };
        RelatedEvent: {
            collection: string | null;
            event: string;
            position: string;
            type: string;
            stream: string;
            streamVersion: number;
            recordedAt: string;
            sentence: string | null;
            relation: string;
        };
        Report: {
            collection: string;
            event: string;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            document: string | null;
            statedIn: string | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            meeting: string | null;
            /** @enum {string} */
            type: "ActivityReported" | "AssessmentReported" | "IntentReported";
            kind: string;
            strength: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion") | null;
            summary: string;
            by: (components["schemas"]["ActorRef"][] | null) | components["schemas"]["ActorsView"];
            with: components["schemas"]["ActorRef"][];
            states: components["schemas"]["CountryValue"][];
            within: string | null;
            topic: string | null;
            action: string | null;
            organization: components["schemas"]["ActorRef"] | null;
            series: string | null;
            theme: string | null;
            decision: string | null;
            count: components["schemas"]["CountView"];
            places: components["schemas"]["Place"][];
            region: string | null;
            subject: components["schemas"]["ActorRef"] | null;
            trend: string | null;
            counted: {
                what: string;
                value: number;
            } | null;
            targets: string[];
            period: components["schemas"]["DateView"];
        };
        ReportedActivity: {
            collection: string;
            event: string;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            document: string | null;
            statedIn: string | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            meeting: string | null;
            /** @enum {string} */
            type: "ActivityReported" | "AssessmentReported" | "IntentReported";
            kind: string;
            strength: ("approved" | "agreed" | "asked" | "acted" | "considered" | "planned" | "announced" | "intended" | "opinion") | null;
            summary: string;
            by: components["schemas"]["ActorRef"][] | null;
            agentStated: boolean | null;
            with: components["schemas"]["ActorRef"][];
            states: components["schemas"]["CountryValue"][];
            within: string | null;
            topic: string | null;
            action: string | null;
            organization: components["schemas"]["ActorRef"] | null;
            series: string | null;
            theme: string | null;
            decision: string | null;
            count: components["schemas"]["CountView"];
            places: components["schemas"]["Place"][];
            region: string | null;
            subject: components["schemas"]["ActorRef"] | null;
            trend: string | null;
            counted: {
                what: string;
                value: number;
            } | null;
            targets: string[];
            period: components["schemas"]["DateView"];
        };
        ReportsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Report"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        /** @enum {string} */
        Role: "attended" | "organ-attended" | "headed-delegation" | "chaired" | "hosted" | "voted" | "left-out" | "chair-from" | "chair-to" | "chair-handed-over-by" | "chairs-body" | "host-of-planned-event" | "planned-by" | "proposed-by" | "announced-by" | "chair-of-planned-meeting" | "host-of-planned-meeting" | "expected" | "agreed-by" | "decided-by" | "assigned-to" | "asked-by-decision" | "affected-by-decision" | "plan-of" | "measure-by" | "status-reported-by" | "awarded-by" | "dissented" | "condemner" | "attributed-perpetrator" | "target" | "incident-told-of" | "speaks" | "addressee" | "subject-of-position" | "intends" | "subject-of-intent" | "activity-by" | "activity-with" | "subject-of-activity" | "subject-of-threat" | "place-of-threat" | "named-as-threat" | "subject-of-opinion" | "place-of-opinion" | "said-to-have-said" | "membership" | "membership-decided-by" | "office" | "appointed-by" | "designated" | "designates" | "established-by" | "related-to-body" | "issued-by" | "author-of-document" | "adopted-document" | "party-to-document" | "place-of-meeting" | "place-of-planned-meeting" | "place-of-planned-event" | "place-of-incident" | "place-of-activity" | "place-of-body" | "place-of-document";
        RoleCount: {
            role: components["schemas"]["Role"];
            takesPart: boolean;
            facts: number;
            meaning: string;
        };
        ServiceStatus: {
            /** @constant */
            schemaVersion: 1;
            partitions: number;
            projections: components["schemas"]["ReadModelStatus"][];
            parked: components["schemas"]["ParkedCommand"][];
        };
        /** @enum {string} */
        Session: "ordinary" | "extraordinary" | "annual" | "special" | "informal";
        Sha256: string;
        SimilarId: {
            field: string;
            /** @enum {string} */
            referent: "collection" | "body" | "document" | "meeting" | "decision" | "incident" | "event";
            id: string;
            near: string;
        };
        SourceOriginal: {
            sha256: components["schemas"]["Sha256"];
            mediaType: string;
            bytes: number;
        };
        SourcesByDocumentResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["DocumentPage"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        SourcesByDocumentTextResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["DocumentTextRange"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        SourcesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Document"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        Span: {
            start: number;
            end: number;
        };
        StateComparison: {
            states: string[];
            votes: number;
            same: number;
            years: components["schemas"]["YearAgreement"][];
            positions: {
                /** @enum {string} */
                one: "for" | "against" | "abstained" | "not-voting" | "absent" | "not-recorded";
                /** @enum {string} */
                other: "for" | "against" | "abstained" | "not-voting" | "absent" | "not-recorded";
                votes: number;
            }[];
            divergent: {
                collection: string;
                decision: string;
                part: string | null;
                subject: string | null;
                date: components["schemas"]["DateView"];
                /** @enum {string} */
                outcome: "adopted" | "rejected" | "vetoed" | "consensus" | "not-put";
                /** @enum {string} */
                one: "for" | "against" | "abstained" | "not-voting" | "absent";
                /** @enum {string} */
                other: "for" | "against" | "abstained" | "not-voting" | "absent";
                events: string[];
            }[];
            meetings: {
                attended: number;
                latest: {
                    collection: string;
                    meeting: string;
                    body: string;
                    session: string | null;
                    ordinal: number | null;
                    date: components["schemas"]["DateView"];
                }[];
            };
        };
        StatePage: {
            state: string;
            name: string | null;
            known: boolean;
            memberships: components["schemas"]["Membership"][];
            chairs: components["schemas"]["ActorChair"][];
            shortened: string[];
            takesPart: boolean;
            roles: components["schemas"]["RoleCount"][];
            participations: components["schemas"]["Participation"][];
        };
        StateRank: {
            state: string;
            namedAttendances: number;
            rank: number;
            name: string | null;
        };
        StatedActors: {
            /** @constant */
            stated: true;
            actors: components["schemas"]["ActorRef"][];
        };
        StatedCount: {
            /** @constant */
            stated: true;
            min: number | null;
            max: number | null;
            qualifier: string | null;
            ofWhat: string | null;
        };
        StatedDate: {
            /** @constant */
            stated: true;
            edtf: string;
            asWritten: string | null;
            /** @enum {string} */
            basis: "stated" | "context" | "relative" | "derived";
            rule: string | null;
            /** @enum {string} */
            precision: "day" | "month" | "part-of-year" | "year" | "range" | "open" | "one-of" | "recurring";
            earliest: string | null;
            latest: string | null;
        };
        StatedDecisionAgent: {
            /** @constant */
            stated: true;
            actors: components["schemas"]["ActorRef"][];
            /** @enum {string} */
            field: "by" | "parties";
        };
        StatedDecisionStatus: {
            /** @constant */
            stated: true;
            /** @enum {string} */
            status: "open" | "in-force" | "in-progress" | "done" | "lapsed" | "overdue" | "cancelled";
            rule: ("reported" | "due-day-passed" | "period-ended" | "within-period" | "next-meeting-held" | "not-yet-done") | null;
            event: string | null;
            heldAsOf: components["schemas"]["DateView"];
            period: components["schemas"]["DateView"];
            day: string;
        };
        StatedDueDate: {
            /** @constant */
            stated: true;
            edtf: string;
            asWritten: string | null;
            /** @enum {string} */
            basis: "stated" | "context" | "relative" | "derived";
            rule: string | null;
            /** @enum {string} */
            precision: "day" | "month" | "part-of-year" | "year" | "range" | "open" | "one-of" | "recurring";
            earliest: string | null;
            latest: string | null;
            kind: ("due" | "scheduled" | "next-step") | null;
        };
        Statement: {
            value: unknown;
            event: string;
            collection: string;
            document: string | null;
            statedIn: string | null;
            documentDay: string | null;
            /** @enum {string} */
            speaker: "own" | "attributed" | "narrated" | "metadata";
            saidBy: string | null;
            /** @enum {string} */
            basis: "stated" | "context" | "relative" | "derived";
        };
        StatesByStateAttendanceResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["BodyAttendance"][];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        StatesByStateResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["StatePage"];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        StatesByStateVsByOtherResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["StateComparison"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        StatusReport: {
            collection: string;
            event: string;
            decision: string;
            body: string | null;
            meeting: string | null;
            status: string;
            by: components["schemas"]["ActorRef"] | null;
            period: components["schemas"]["DateView"];
            heldAsOf: components["schemas"]["DateView"];
        };
        StoredText: {
            sha256: string;
            bytes: number;
            characters: number;
            stored: boolean;
        };
        Term: string;
        TextPassage: {
            document: components["schemas"]["DocumentId"];
            documentSha256: components["schemas"]["Sha256"];
            start: number;
            end: number;
            sha256: components["schemas"]["Sha256"];
            line: number;
            quote: string | null;
            textHeld: boolean;
            event: string;
            type: string;
            sentence: string;
        };
        ThingRef: {
            collection: string;
            id: string;
        };
        TimelineCountsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["FactCount"][];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        TimelineFact: {
            position: string;
            collection: string;
            event: string;
            recordedAt: string;
            type: string;
            group: string;
            kind: string | null;
            sentence: string;
            verb: string | null;
            topic: string | null;
            modality: components["schemas"]["Modality"] | null;
            assertedBy: components["schemas"]["ActorRef"] | null;
            attributedTo: components["schemas"]["ActorRef"] | null;
            documents: string[];
            statedIn: string | null;
            annex: string | null;
            bodies: string[];
            meetingBody: string | null;
            meeting: string | null;
            decisions: string[];
            incidents: string[];
            states: string[];
            persons: string[];
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            placedOn: components["schemas"]["DateView"];
            placedBy: ("own" | "due" | "scheduled" | "period" | "meeting" | "incident" | "decision") | null;
            inferred: components["schemas"]["InferredValue"][];
            agentUnknown: boolean;
            recordedBy: string;
            corrected: boolean;
        };
        TimelineResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["TimelineFact"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        UnstatedActors: {
            /** @constant */
            stated: false;
        };
        UnstatedAgentsResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: {
                collection: string;
                event: string;
                type: string;
                kind: string | null;
                /** @enum {string} */
                field: "by" | "parties";
                decision: string | null;
                meeting: string | null;
                about: string | null;
            }[];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        UnstatedCount: {
            /** @constant */
            stated: false;
        };
        UnstatedDate: {
            /** @constant */
            stated: false;
        };
        UnstatedDecisionAgent: {
            /** @constant */
            stated: false;
            /** @enum {string} */
            field: "by" | "parties";
        };
        UnstatedDecisionStatus: {
            /** @constant */
            stated: false;
            day: string;
        };
        UnstatedDueDate: {
            /** @constant */
            stated: false;
            kind: ("due" | "scheduled" | "next-step") | null;
        };
        VetoCount: {
            member: string;
            period: string;
            vetoes: number;
            decisions: string[];
        };
        Vote: {
            collection: string;
            decision: string;
            part: string | null;
            draft: string | null;
            subject: string | null;
            meeting: string | null;
            body: string | null;
            date: components["schemas"]["DateView"];
            dateOf: ("fact" | "incident" | "decision" | "meeting" | "stated-in" | "document") | null;
            /** @enum {string} */
            outcome: "adopted" | "rejected" | "vetoed" | "consensus" | "not-put";
            tally: {
                for: number | null;
                against: number | null;
                abstained: number | null;
                notVoting: number | null;
                absent: number | null;
            } | null;
            vetoedBy: string[];
            votes: components["schemas"]["CastVote"][];
            events: string[];
            agreement: {
                [key: string]: components["schemas"]["Agreement"];
            };
            statements?: {
                [key: string]: components["schemas"]["Statement"][];
            };
        };
        VoteAgreementOfTwo: {
            members: string[];
            votes: number;
            same: number;
            counts: components["schemas"]["ComparedCount"][];
        };
        VotesAgreementByMemberByOtherResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["VoteAgreementOfTwo"];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        VotesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["Vote"][];
            next: string | null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        VotesVetoesResponse: {
            /** @constant */
            schemaVersion: 1;
            collection: string | null;
            collections: string[];
            position: string;
            asOf: string | null;
            asOfRecorded: string | null;
            incomplete: boolean;
            parked?: components["schemas"]["ParkedCommand"][];
            undated?: number;
            data: components["schemas"]["VetoCount"][];
            next: null;
            sources?: {
                [key: string]: components["schemas"]["FactSource"];
            };
            names?: components["schemas"]["MentionedNames"];
        };
        YearAgreement: {
            year: number | null;
            votes: number;
            same: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}

"""The open interface (开放接口): what the pages show, as JSON under /api/v1/, read-only, with its own description."""

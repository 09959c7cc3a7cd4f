/* options.c: npm's default settings. */
#include "registry-client/options.h"

RegistryOptions registry_default_options(void)
{
    return (RegistryOptions){
        .registry = STR(DEFAULT_REGISTRY),
        .max_sockets = 15,
        .fetch_timeout_ms = 5 * 60 * 1000,
        .fetch_retries = 2,
        .fetch_retry_factor = 10,
        .fetch_retry_mintimeout_ms = 10000,
        .fetch_retry_maxtimeout_ms = 60000,
        .strict_ssl = true,
        .user_agent = STR("pkg/" SMEW_VERSION),
    };
}

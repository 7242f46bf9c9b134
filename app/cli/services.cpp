#include "app/cli/services.h"

namespace raskadr::cli {

Services::Services(Context& context)
    : m_sender(m_client, context.clock(), m_pool,
               [media = context.library().media()] { return media.temporaryPath(); })
{
}

} // namespace raskadr::cli

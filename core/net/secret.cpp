#include "core/net/secret.h"

#include <QDebug>

namespace raskadr {

Secret::Secret(const QByteArray& text)
    : m_text(new std::string(text.constData(), size_t(text.size())), [](std::string* owned) {
        wipe(owned->data(), owned->size());
        delete owned;
    })
{
}

QDebug operator<<(QDebug debug, const Secret& secret)
{
    return debug << (secret.isEmpty() ? "no secret" : "***");
}

void wipe(char* bytes, size_t size)
{
    volatile char* place = bytes;
    for (size_t i = 0; i < size; ++i) {
        place[i] = 0;
    }
}

} // namespace raskadr

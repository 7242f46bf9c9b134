#include "core/vault/secretbytes.h"

#include <sodium.h>

namespace raskadr {

SecretBytes::SecretBytes(qsizetype size)
    : m_bytes(size, '\0')
{
}

SecretBytes::SecretBytes(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    m_bytes.detach();
}

SecretBytes::~SecretBytes()
{
    wipe();
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

SecretBytes SecretBytes::clone() const
{
    return SecretBytes(QByteArray(m_bytes.constData(), m_bytes.size()));
}

bool SecretBytes::operator==(const SecretBytes& other) const
{
    return size() == other.size()
        && sodium_memcmp(data(), other.data(), static_cast<size_t>(size())) == 0;
}

void SecretBytes::wipe()
{
    if (!m_bytes.isEmpty()) {
        sodium_memzero(m_bytes.data(), static_cast<size_t>(m_bytes.size()));
    }
}

} // namespace raskadr

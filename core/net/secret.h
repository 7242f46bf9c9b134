#pragma once

#include <QByteArray>
#include <memory>
#include <string>

class QDebug;

namespace raskadr {

// Text that may be sent and must not be shown: a key, a token, the value of a header with one.
// Copies share the bytes, which are wiped when the last one goes. It compares, and prints itself as
// "***".
class Secret
{
public:
    Secret() = default;
    explicit Secret(const QByteArray& text);

    bool isEmpty() const { return !m_text || m_text->empty(); }
    // For the wire and for the redactor.
    QByteArray reveal() const { return m_text ? QByteArray::fromStdString(*m_text) : QByteArray(); }

    bool operator==(const Secret& other) const { return reveal() == other.reveal(); }

private:
    std::shared_ptr<const std::string> m_text;
};

QDebug operator<<(QDebug debug, const Secret& secret);

// Overwrites bytes in a way that the optimizer keeps.
void wipe(char* bytes, size_t size);

} // namespace raskadr

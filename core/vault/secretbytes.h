#pragma once

#include <QByteArray>

namespace raskadr {

// Bytes that nobody else may see: moved and never copied, wiped when they go.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(qsizetype size);
    // Takes the text's bytes over; the caller's own copy is his affair.
    explicit SecretBytes(QByteArray bytes);
    ~SecretBytes();
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    SecretBytes clone() const;
    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype size() const { return m_bytes.size(); }
    const unsigned char* data() const
    {
        return reinterpret_cast<const unsigned char*>(m_bytes.constData());
    }
    unsigned char* data() { return reinterpret_cast<unsigned char*>(m_bytes.data()); }
    bool operator==(const SecretBytes& other) const;

private:
    void wipe();
    QByteArray m_bytes;
};

} // namespace raskadr

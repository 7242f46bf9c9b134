#include "sync-server/secrets/secrets.h"

#include <array>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <sodium.h>
#include <vector>

namespace raskadr::server {

namespace {

constexpr unsigned long long passwordOperations = 2;
constexpr size_t passwordMemory = size_t(19) * 1024 * 1024;

// So many at once, the others in the order in which they came.
class Turns
{
public:
    explicit Turns(std::uint64_t atOnce)
        : m_atOnce(atOnce)
    {
    }
    void take()
    {
        std::unique_lock lock(m_mutex);
        const std::uint64_t number = m_taken++;
        m_freed.wait(lock, [&] { return number < m_given + m_atOnce; });
    }
    void giveBack()
    {
        const std::lock_guard lock(m_mutex);
        ++m_given;
        m_freed.notify_all();
    }

private:
    const std::uint64_t m_atOnce;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::uint64_t m_taken = 0;
    std::uint64_t m_given = 0; // back
};

// For as long as it lives, a thread may use the memory of one hash.
class PasswordTurn
{
public:
    PasswordTurn() { turns().take(); }
    ~PasswordTurn() { turns().giveBack(); }
    PasswordTurn(const PasswordTurn&) = delete;
    PasswordTurn& operator=(const PasswordTurn&) = delete;

private:
    static Turns& turns()
    {
        static Turns turns(2);
        return turns;
    }
};

std::string encoded(const unsigned char* bytes, size_t count, int variant)
{
    std::string text(sodium_base64_encoded_len(count, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, count, variant);
    text.pop_back(); // its zero
    return text;
}

std::optional<std::string> decoded(std::string_view text, int variant)
{
    std::string bytes(text.size(), '\0');
    size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, &end, variant)
            != 0
        || end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(length);
    return bytes;
}

const unsigned char* raw(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

using Key = std::array<unsigned char, crypto_secretbox_KEYBYTES>;

Key keyFrom(std::string_view secret)
{
    Key key{};
    crypto_generichash(key.data(), key.size(), raw(secret), secret.size(), nullptr, 0);
    return key;
}

} // namespace

bool startSecrets()
{
    return sodium_init() >= 0;
}

std::string randomId()
{
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

std::string randomToken()
{
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return encoded(bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool isToken(std::string_view text)
{
    const auto bytes =
        text.size() == 43 ? decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING) : std::nullopt;
    return bytes && bytes->size() == 32;
}

std::string base64Url(std::string_view bytes)
{
    return encoded(raw(bytes), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> fromBase64(std::string_view text)
{
    return decoded(text, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> passwordHash(const std::string& password)
{
    const PasswordTurn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passwordOperations,
                              passwordMemory, crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return std::nullopt;
    }
    return std::string(hash.data());
}

bool isPasswordOf(const std::string& hash, const std::string& password)
{
    const PasswordTurn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool isOutdatedHash(const std::string& hash)
{
    return crypto_pwhash_str_needs_rehash(hash.c_str(), passwordOperations, passwordMemory) != 0;
}

std::string sealUnder(std::string_view secret, std::string_view text)
{
    const Key key = keyFrom(secret);
    std::vector<unsigned char> box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES
                                   + text.size());
    randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box.data() + crypto_secretbox_NONCEBYTES, raw(text), text.size(),
                          box.data(), key.data());
    return encoded(box.data(), box.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> unsealUnder(std::string_view secret, std::string_view sealedText)
{
    const auto box = decoded(sealedText, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    constexpr size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (!box || box->size() < overhead) {
        return std::nullopt;
    }
    const Key key = keyFrom(secret);
    std::string text(box->size() - overhead, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()),
                                   raw(*box) + crypto_secretbox_NONCEBYTES,
                                   box->size() - crypto_secretbox_NONCEBYTES, raw(*box), key.data())
        != 0) {
        return std::nullopt;
    }
    return text;
}

std::string signatureOf(std::string_view key, std::string_view text)
{
    const Key hashed = keyFrom(key);
    std::array<unsigned char, 32> signature{};
    crypto_generichash(signature.data(), signature.size(), raw(text), text.size(), hashed.data(),
                       hashed.size());
    return encoded(signature.data(), signature.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool isSame(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

} // namespace raskadr::server

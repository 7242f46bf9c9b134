#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace raskadr::server {

// SHA-256 of bytes that come in pieces; ends with `hex`.
class Sha256 final
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    std::string hex(); // lower case

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string sha256Hex(std::string_view bytes);

} // namespace raskadr::server

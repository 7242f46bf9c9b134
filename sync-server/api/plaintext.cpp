#include "sync-server/api/plaintext.h"

namespace raskadr::server {

std::string withoutEdges(const std::string& text)
{
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            plain += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            plain += '\n';
        }
    }
    constexpr const char* blank = " \t\n";
    const size_t begin = plain.find_first_not_of(blank);
    if (begin == std::string::npos) {
        return {};
    }
    return plain.substr(begin, plain.find_last_not_of(blank) - begin + 1);
}

} // namespace raskadr::server

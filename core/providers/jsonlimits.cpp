#include "core/providers/jsonlimits.h"

#include <nlohmann/json.hpp>
#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

bool tooDeep(const QByteArray& bytes, int maxDepth)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes.at(i);
        if (inString) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                inString = false;
            }
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > maxDepth) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

} // namespace

Result<nlohmann::json> parseLimitedJson(const QByteArray& bytes, qsizetype maxBytes, int maxDepth)
{
    if (bytes.size() > maxBytes) {
        return failure(ErrorKind::InvalidInput,
                       u"the document is larger than %1 bytes"_s.arg(maxBytes));
    }
    if (bytes.contains('\0')) {
        return failure(ErrorKind::InvalidInput,
                       u"a zero byte"_s); // where the parser would stop reading
    }
    if (tooDeep(bytes, maxDepth)) {
        return failure(ErrorKind::InvalidInput, u"nested deeper than %1"_s.arg(maxDepth));
    }
    std::vector<std::set<std::string>> keys;
    std::string twice;
    const auto watch = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        if (event == Event::object_start) {
            keys.emplace_back();
        } else if (event == Event::object_end) {
            keys.pop_back();
        } else if (event == Event::key && !keys.back().insert(parsed.get<std::string>()).second) {
            twice = parsed.get<std::string>();
        }
        return true;
    };
    try {
        auto json = nlohmann::json::parse(bytes.constBegin(), bytes.constEnd(), watch);
        if (!twice.empty()) {
            return failure(ErrorKind::InvalidInput,
                           u"the key %1 stands twice"_s.arg(QString::fromStdString(twice)));
        }
        return json;
    } catch (const nlohmann::json::exception& exception) {
        return failure(ErrorKind::InvalidInput, QString::fromUtf8(exception.what()));
    }
}

} // namespace raskadr

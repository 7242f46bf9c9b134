#include "core/providers/outputs.h"

#include "core/providers/jsonlimits.h"
#include "core/providers/requestbuilder.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr std::size_t mostNodes = 10'000; // looked at in one answer

// One level of `each`: what the pointers lead to, its elements or members, or itself.
QList<json> expanded(const QList<json>& nodes, const json& level, const Surroundings& at)
{
    QList<json> next;
    const json pointers = level.is_array() ? level : json::array({level});
    for (const json& node : nodes) {
        for (const json& pointer : pointers) {
            const json* target = pointedAt(pointer, node, at);
            if (!target || target->is_null()) {
                continue;
            }
            const bool isBlob = target->is_object() && target->contains("$blob");
            if (!target->is_structured() || isBlob) {
                next.append(*target);
                continue;
            }
            for (const json& child : *target) {
                if (std::size_t(next.size()) >= mostNodes) {
                    return next;
                }
                next.append(child);
            }
        }
    }
    return next;
}

QList<json> nodesOf(const json& output, const Surroundings& at)
{
    QList<json> nodes{at.answer->body};
    if (output.contains("each")) {
        for (const json& level : output["each"]) {
            nodes = expanded(nodes, level, at);
        }
    }
    return nodes;
}

QString mimeOf(const json& output, const json& node, const Surroundings& at)
{
    if (!output.contains("mime")) {
        return {};
    }
    const json& mime = output["mime"];
    if (mime.is_string()) {
        const QString name = QString::fromStdString(mime.get<std::string>());
        return name == u"sniff"_s ? QString() : name;
    }
    std::optional<json> value;
    if (mime.contains("$param")) {
        value = rendered(mime, at);
    } else {
        Surroundings here = at;
        here.document = &node;
        value = sourced(mime, here);
    }
    return value ? plainText(*value).value_or(QString()).section(u';', 0, 0).trimmed() : QString();
}

// A string that was cut out of the answer.
std::optional<int> blobIn(const json& value, const ServiceAnswer& answer)
{
    if (!value.is_object() || value.size() != 1 || !value.contains("$blob")) {
        return std::nullopt;
    }
    const json& number = value["$blob"];
    return number.is_number_unsigned() && number.get<quint64>() < quint64(std::max(0, answer.blobs))
        ? std::optional(static_cast<int>(number.get<quint64>()))
        : std::nullopt;
}

std::optional<json> innerValue(const json& output, const json& node, const Surroundings& at)
{
    const json* target = output.contains("value") ? pointedAt(output["value"], node, at) : &node;
    if (!target || target->is_null()) {
        return std::nullopt;
    }
    json value = *target;
    if (output.contains("parseJson")) {
        const auto text = plainText(value);
        const auto inner =
            text ? parseLimitedJson(text->toUtf8()) : failure(ErrorKind::BadResponse);
        const json* part = inner ? pointedAt(output["parseJson"], *inner, at) : nullptr;
        if (!part) {
            return std::nullopt;
        }
        value = *part;
    }
    if (output.contains("regex")) {
        const auto text = plainText(value);
        const auto part = text
            ? found(QString::fromStdString(output["regex"].get<std::string>()), *text)
            : std::nullopt;
        if (!part) {
            return std::nullopt;
        }
        value = part->toStdString();
    }
    return value;
}

Result<> fill(ResultItem& item, const json& output, const json& value, const Surroundings& at)
{
    const std::string as = output["as"].get<std::string>();
    if (as == "step") {
        const QString name = QString::fromStdString(output["step"].get<std::string>());
        auto request = requestFor(*at.model.step(name), name, at.at(value));
        if (!request) {
            return failure(request.error());
        }
        item.download = std::move(*request);
        return {};
    }
    const auto blob = blobIn(value, *at.answer);
    if (blob && as != "url") {
        item.source = ResultItem::Source::Blob;
        item.blob = *blob;
        return {};
    }
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
        return failure(ErrorKind::BadResponse, u"a result that is no text"_s);
    }
    item.text = QString::fromStdString(value.get_ref<const std::string&>());
    if (as == "text") {
        item.source = ResultItem::Source::Text;
    } else if (as == "url" && !item.text.startsWith(u"data:"_s)) {
        auto download = downloadOf(item.text, output.value("auth", false), at);
        if (!download) {
            return failure(download.error());
        }
        item.download = std::move(*download);
        item.text.clear();
    } else {
        // Some services put a data URI where an address or bare base64 was agreed on.
        item.source = item.text.startsWith(u"data:"_s) ? ResultItem::Source::DataUri
                                                       : ResultItem::Source::Base64;
    }
    return {};
}

void describe(ResultItem& item, const json& output, const json& node, const Surroundings& at)
{
    item.mime = mimeOf(output, node, at);
    item.ttlMs = static_cast<qint64>(output.value("ttlHours", 0.0) * 3'600'000);
    Surroundings here = at;
    here.document = &node;
    if (output.contains("seed")) {
        const auto seed = sourced(output["seed"], here);
        item.seed = seed ? seedIn(*seed) : std::nullopt;
    }
    if (output.contains("meta")) {
        for (const auto& [name, from] : output["meta"].items()) {
            if (auto value = sourced(from, here); value && !value->is_structured()) {
                item.meta[name] = std::move(*value);
            }
        }
    }
}

} // namespace

std::optional<quint64> seedIn(const json& value)
{
    if (value.is_number_unsigned()) {
        return value.get<quint64>();
    }
    if (value.is_number_integer()) {
        return value.get<qint64>() < 0 ? std::nullopt : std::optional(quint64(value.get<qint64>()));
    }
    bool isNumber = false;
    const quint64 seed = value.is_string()
        ? QString::fromStdString(value.get<std::string>()).toULongLong(&isNumber)
        : 0;
    return isNumber ? std::optional(seed) : std::nullopt;
}

Result<QList<ResultItem>> resultsFrom(const json& output, const Surroundings& at)
{
    QList<ResultItem> results;
    if (output["as"] == "bytes") {
        if (at.answer->form != ServiceAnswer::Form::Other) {
            return failure(ErrorKind::BadResponse, u"no bytes of a file"_s);
        }
        ResultItem item;
        item.source = ResultItem::Source::Body;
        describe(item, output, at.answer->body, at);
        results.append(std::move(item));
        return results;
    }
    for (const json& node : nodesOf(output, at)) {
        const Surroundings here = at.at(node);
        if (output.contains("where")) {
            Surroundings inside = here;
            inside.document = &node;
            if (!holds(output["where"], inside)) {
                continue;
            }
        }
        const auto value = innerValue(output, node, here);
        if (!value) {
            continue;
        }
        if (results.size() >= mostResults) {
            return failure(ErrorKind::BadResponse, u"more than %1 results"_s.arg(mostResults));
        }
        ResultItem item;
        if (auto done = fill(item, output, *value, here); !done) {
            return failure(done.error());
        }
        describe(item, output, node, here);
        results.append(std::move(item));
    }
    return results;
}

} // namespace raskadr

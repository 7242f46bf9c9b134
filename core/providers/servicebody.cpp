#include "core/providers/servicebody.h"

#include "core/providers/parametercheck.h"

#include <QUrl>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

class BodyWriter
{
public:
    explicit BodyWriter(const QList<PlannedInput>& inputs)
        : m_inputs(inputs)
    {
    }

    void text(const QByteArray& bytes) { m_text += bytes; }

    void file(const InputMarker& marker)
    {
        const ServiceInput& input = m_inputs.at(marker.input).input;
        if (marker.form == InputForm::File) {
            add({RequestPiece::Kind::File, {}, marker.input, input.size});
        } else {
            if (marker.form == InputForm::DataUri) {
                text("data:" + input.mime.toUtf8() + ";base64,");
            }
            add({RequestPiece::Kind::FileAsBase64, {}, marker.input, (input.size + 2) / 3 * 4});
        }
    }

    void document(const json& value)
    {
        if (const auto marker = markerIn(value)) {
            text("\"");
            file({marker->input,
                  marker->form == InputForm::File ? InputForm::Base64 : marker->form});
            text("\"");
        } else if (value.is_object()) {
            const char* between = "{";
            for (const auto& [key, member] : value.items()) {
                text(between + QByteArray::fromStdString(json(key).dump()) + ':');
                document(member);
                between = ",";
            }
            text(value.empty() ? "{}" : "}");
        } else if (value.is_array()) {
            const char* between = "[";
            for (const json& element : value) {
                text(between);
                document(element);
                between = ",";
            }
            text(value.empty() ? "[]" : "]");
        } else {
            text(QByteArray::fromStdString(value.dump()));
        }
    }

    QList<RequestPiece> take()
    {
        endText();
        return std::move(m_pieces);
    }

private:
    void endText()
    {
        if (!m_text.isEmpty()) {
            m_pieces.append({RequestPiece::Kind::Text, m_text, -1, m_text.size()});
            m_text.clear();
        }
    }
    void add(RequestPiece piece)
    {
        endText();
        m_pieces.append(std::move(piece));
    }

    const QList<PlannedInput>& m_inputs;
    QList<RequestPiece> m_pieces;
    QByteArray m_text;
};

// As browsers do: the three characters that would end the name.
QByteArray quoted(const QString& name)
{
    QByteArray escaped = name.toUtf8();
    escaped.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22");
    return '"' + escaped + '"';
}

QString shown(const json& value)
{
    return plainText(value).value_or(
        QString::fromStdString(value.is_structured() ? value.dump() : std::string()));
}

class MultipartWriter
{
public:
    MultipartWriter(const Surroundings& at, QByteArray boundary)
        : m_at(at)
        , m_boundary(std::move(boundary))
        , m_writer(at.inputs)
    {
    }

    void value(const QString& name, const json& content, const QString& contentType)
    {
        begin(name, {}, contentType);
        if (const auto marker = markerIn(content)) {
            m_writer.file(*marker);
        } else {
            m_writer.text(shown(content).toUtf8());
        }
        m_writer.text("\r\n");
    }

    // False if there are no bytes of a file here.
    bool file(const QString& name, const json& content, const json& part)
    {
        const auto marker = markerIn(content);
        if (!marker) {
            return false;
        }
        const ServiceInput& input = m_at.inputs.at(marker->input).input;
        QString fileName = input.name;
        if (part.contains("filename")) {
            Surroundings here = m_at;
            here.file = marker->input;
            const auto given = rendered(part["filename"], here);
            fileName = given ? shown(*given) : fileName;
        }
        QString mime = QString::fromStdString(part.value("contentType", std::string()));
        begin(name, fileName.isEmpty() ? u"file"_s : fileName, mime.isEmpty() ? input.mime : mime);
        m_writer.file({marker->input, InputForm::File});
        m_writer.text("\r\n");
        return true;
    }

    QList<RequestPiece> take()
    {
        m_writer.text("--" + m_boundary + "--\r\n");
        return m_writer.take();
    }

private:
    void begin(const QString& name, const QString& fileName, const QString& contentType)
    {
        QByteArray head =
            "--" + m_boundary + "\r\nContent-Disposition: form-data; name=" + quoted(name);
        if (!fileName.isEmpty()) {
            head += "; filename=" + quoted(fileName);
        }
        if (!contentType.isEmpty()) {
            head += "\r\nContent-Type: " + contentType.toUtf8();
        }
        m_writer.text(head + "\r\n\r\n");
    }

    const Surroundings& m_at;
    const QByteArray m_boundary;
    BodyWriter m_writer;
};

std::optional<ServiceBody> multipart(const json& directive, const Surroundings& at)
{
    QString unique = at.moment.newUuid();
    const QByteArray boundary = "raskadr-" + unique.remove(u'-').toLatin1();
    MultipartWriter writer(at, boundary);
    if (directive.contains("spread")) {
        const auto fields = rendered(directive["spread"], at);
        if (!fields || !fields->is_object()) {
            return std::nullopt;
        }
        for (const auto& [name, content] : fields->items()) {
            writer.value(QString::fromStdString(name), content, {});
        }
    }
    for (const json& part : directive["parts"]) {
        QString name = QString::fromStdString(part["name"].get<std::string>());
        const bool isFile = part.contains("file");
        const auto content = rendered(part[isFile ? "file" : "value"], at);
        if (!content) {
            continue;
        }
        if (!isFile) {
            writer.value(name, *content,
                         QString::fromStdString(part.value("contentType", std::string())));
            continue;
        }
        const json files = content->is_array() ? *content : json::array({*content});
        if (files.size() == 1 && part.contains("nameWhenSingle")) {
            name = QString::fromStdString(part["nameWhenSingle"].get<std::string>());
        }
        for (const json& file : files) {
            if (!writer.file(name, file, part)) {
                return std::nullopt;
            }
        }
    }
    return ServiceBody{"multipart/form-data; boundary=" + boundary, writer.take()};
}

QByteArray formEncoded(const QString& text)
{
    return QUrl::toPercentEncoding(text, " ").replace(' ', '+');
}

ServiceBody form(const json& directive, const Surroundings& at)
{
    QByteArray text;
    for (const auto& [name, content] : directive["fields"].items()) {
        if (const auto value = rendered(content, at)) {
            text += (text.isEmpty() ? "" : "&") + formEncoded(QString::fromStdString(name)) + '='
                + formEncoded(shown(*value));
        }
    }
    return {"application/x-www-form-urlencoded",
            {{RequestPiece::Kind::Text, text, -1, text.size()}}};
}

} // namespace

std::optional<ServiceBody> bodyFrom(const json& directive, const Surroundings& at)
{
    const std::string type = directive["type"].get<std::string>();
    if (type == "none") {
        return ServiceBody{};
    }
    if (type == "multipart") {
        return multipart(directive, at);
    }
    if (type == "form") {
        return form(directive, at);
    }
    BodyWriter writer(at.inputs);
    if (type == "raw") {
        const auto content = rendered(directive["file"], at);
        const auto marker = content ? markerIn(*content) : std::nullopt;
        if (!marker) {
            return std::nullopt;
        }
        writer.file({marker->input, InputForm::File});
        const QString mime = QString::fromStdString(directive.value("contentType", std::string()));
        return ServiceBody{
            (mime.isEmpty() ? at.inputs.at(marker->input).input.mime : mime).toUtf8(),
            writer.take()};
    }
    const auto value = rendered(directive["value"], at);
    if (!value) {
        return std::nullopt;
    }
    writer.document(*value);
    return ServiceBody{"application/json", writer.take()};
}

} // namespace raskadr

#include "servicestories.h"

#include "core/providers/catalog.h"
#include "core/providers/jsonlimits.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QUrl>

namespace raskadr::test {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read %s", qPrintable(path));
    }
    auto parsed = parseLimitedJson(file.readAll());
    if (!parsed) {
        qFatal("%s: %s", qPrintable(path), qPrintable(parsed.error().detail));
    }
    return *parsed;
}

QString textIn(const json& object, const char* key)
{
    return QString::fromStdString(object.value(key, std::string()));
}

ServiceModel modelOf(const json& file, const QList<Manifest>& manifests)
{
    const QString id = textIn(file, "model");
    for (const Manifest& manifest : manifests) {
        for (const ModelManifest& model : manifest.models) {
            if (model.id != id) {
                continue;
            }
            ServiceConnection connection;
            connection.baseUrl = textIn(file, "baseUrl");
            const json secrets = file.value("secrets", json::array());
            for (const json& secret : secrets) {
                connection.secrets.insert(QString::fromStdString(secret.get<std::string>()));
            }
            const json settings = file.value("settings", json::object());
            for (const auto& [name, value] : settings.items()) {
                connection.settings[QString::fromStdString(name)] =
                    QString::fromStdString(value.get<std::string>());
            }
            return ServiceModel(manifest.provider, model, connection);
        }
    }
    qFatal("no model %s", qPrintable(id));
}

ServiceStories storiesIn(const QString& path, const QString& name, const QList<Manifest>& manifests)
{
    json file = readFile(path);
    ServiceStories stories{name, file, modelOf(file, manifests), {}, {}, {}};
    const json inputs = file.value("inputs", json::array());
    for (const json& entry : inputs) {
        ServiceInput input;
        input.slot = textIn(entry, "slot");
        input.name = textIn(entry, "name");
        input.mime = textIn(entry, "mime");
        input.url = textIn(entry, "url");
        input.width = entry.value("width", 0);
        input.height = entry.value("height", 0);
        QByteArray content = textIn(entry, "bytes").toUtf8();
        content = content.repeated(entry.value("times", 1));
        input.size = content.size();
        input.sha256 = QString::fromLatin1(
            QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        stories.inputs.append(input);
        stories.contents.append(content);
    }
    stories.parameters =
        stories.model.manifest().parameters.withDefaults(file.value("parameters", json::object()));
    return stories;
}

json partIn(const QByteArray& part)
{
    const qsizetype end = part.indexOf("\r\n\r\n");
    const QByteArray head = part.left(end);
    json result;
    const auto quotedAfter = [&](const QByteArray& key) {
        const qsizetype from = head.indexOf(key + "=\"");
        const qsizetype start = from + key.size() + 2;
        return from < 0 ? QByteArray() : head.mid(start, head.indexOf('"', start) - start);
    };
    result["name"] = quotedAfter(" name").toStdString();
    if (const QByteArray file = quotedAfter("filename"); !file.isEmpty()) {
        result["filename"] = file.toStdString();
    }
    if (const qsizetype type = head.indexOf("Content-Type: "); type >= 0) {
        result["contentType"] = head.mid(type + 14).split('\r').first().toStdString();
    }
    result["value"] = part.mid(end + 4).chopped(2).toStdString();
    return result;
}

json multipartIn(const QByteArray& body, const QByteArray& contentType)
{
    const QByteArray boundary = "--" + contentType.mid(contentType.indexOf("boundary=") + 9);
    json parts = json::array();
    qsizetype from = body.indexOf(boundary);
    while (from >= 0) {
        const qsizetype start = from + boundary.size() + 2;
        const qsizetype next = body.indexOf(boundary, start);
        if (next < 0) {
            break;
        }
        parts.push_back(partIn(body.mid(start, next - start)));
        from = next;
    }
    return parts;
}

QList<Manifest> seededManifests()
{
    QList<Manifest> manifests;
    for (const QByteArray& bytes : seedManifests()) {
        auto manifest = parseManifest(bytes);
        if (!manifest) {
            qFatal("%s %s", qPrintable(manifest.error().subject),
                   qPrintable(manifest.error().detail));
        }
        manifests.append(*manifest);
    }
    return manifests;
}

} // namespace

ServiceModel relayOfStories()
{
    const QList<Manifest> manifests = seededManifests();
    const auto relay =
        std::find_if(manifests.begin(), manifests.end(), [](const Manifest& manifest) {
            return manifest.provider.document->contains("relay");
        });
    if (relay == manifests.end()) {
        qFatal("no relay");
    }
    ServiceConnection connection;
    connection.secrets = {u"key"_s};
    return ServiceModel(relay->provider, ModelManifest(), connection);
}

QList<ServiceStories> serviceStories()
{
    const QList<Manifest> manifests = seededManifests();
    const QString folder =
        qEnvironmentVariable("RASKADR_SOURCE") + u"/tests/core/providers/services"_s;
    QStringList paths;
    QDirIterator files(folder, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        paths.append(files.next());
    }
    paths.sort();
    QList<ServiceStories> all;
    for (const QString& path : std::as_const(paths)) {
        all.append(storiesIn(path, path.mid(folder.size() + 1).chopped(5), manifests));
    }
    return all;
}

QByteArray bodyOf(const ServiceRequest& request, const QList<QByteArray>& contents)
{
    QByteArray body;
    for (const RequestPiece& piece : request.body) {
        switch (piece.kind) {
        case RequestPiece::Kind::Text:
            body += piece.text;
            break;
        case RequestPiece::Kind::File:
            body += contents.at(piece.input);
            break;
        case RequestPiece::Kind::FileAsBase64:
            body += contents.at(piece.input).toBase64();
            break;
        }
    }
    return body;
}

json onTheWire(const ServiceRequest& request, const QList<QByteArray>& contents)
{
    json wire;
    wire["method"] = request.method.toStdString();
    wire["url"] = request.url.toStdString();
    json headers = json::object();
    QByteArray type;
    for (const RequestHeader& header : request.headers) {
        const auto value = filledIn(header.value, secretOf);
        const QByteArray shown = value ? *value : "!" + value.error().detail.toUtf8();
        if (header.name.toLower() == "content-type") {
            type = shown;
        } else {
            headers[header.name.toLower().toStdString()] = shown.toStdString();
        }
    }
    wire["headers"] = headers;
    const QByteArray body = bodyOf(request, contents);
    if (type == "application/json") {
        const auto parsed = parseLimitedJson(body, 64 << 20);
        wire["json"] = parsed ? *parsed : json("!" + body.toStdString());
    } else if (type.startsWith("multipart/form-data")) {
        wire["multipart"] = multipartIn(body, type);
    } else if (type == "application/x-www-form-urlencoded") {
        wire["form"] = body.toStdString();
    } else if (!type.isEmpty()) {
        wire["raw"] = {{"contentType", type.toStdString()}, {"bytes", body.toStdString()}};
    }
    return wire;
}

ServiceAnswer answerFrom(const json& answer)
{
    if (answer.contains("broken")) {
        for (int i = 1; i <= int(ServiceAnswer::Transport::Reset); ++i) {
            const auto transport = static_cast<ServiceAnswer::Transport>(i);
            if (answer["broken"] == transportName(transport).toStdString()) {
                return ServiceAnswer::broken(transport, answer.value("sent", true));
            }
        }
        qFatal("no such break");
    }
    QList<std::pair<QByteArray, QByteArray>> headers;
    const json named = answer.value("headers", json::object());
    for (const auto& [name, value] : named.items()) {
        headers.append(
            {QByteArray::fromStdString(name), QByteArray::fromStdString(value.get<std::string>())});
    }
    const QByteArray bytes = answer.contains("json")
        ? QByteArray::fromStdString(answer["json"].dump())
        : QByteArray::fromStdString(answer.value("text", std::string()));
    return ServiceAnswer::of(answer.value("status", 200), headers, bytes);
}

RunMoment moment()
{
    return {1'800'000'000'000, [] { return u"11111111-2222-4333-8444-555555555555"_s; }};
}

std::optional<QByteArray> secretOf(const SecretText::Piece& piece)
{
    return (piece.kind == SecretText::Kind::Secret ? "KEY-" : "MADE-") + piece.text.toUtf8();
}

} // namespace raskadr::test

#include "core/passport/jsonwriter.h"

#include "core/model/modeljson.h"
#include "core/model/sharejson.h"

#include <QJsonDocument>
#include <QSaveFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

void add(QJsonObject& json, const QJsonObject& more)
{
    for (auto it = more.begin(); it != more.end(); ++it) {
        json.insert(it.key(), it.value());
    }
}

QJsonObject assetObject(const PassportRow& row)
{
    QJsonObject json = toJson(row.data.asset);
    add(json, toJson(row.data.media));
    json[u"isHeadliner"_s] = row.isHeadliner;
    json[u"file"_s] = row.fileName.isEmpty() ? QJsonValue() : QJsonValue(row.fileName);
    if (row.data.generation) {
        json[u"generation"_s] = toJson(*row.data.generation, row.data.job);
    } else {
        json[u"provenance"_s] = toJson(row.data.asset.provenance);
    }
    if (!row.data.media.embedded.isEmpty()) {
        json[u"embedded"_s] = QJsonDocument::fromJson(row.data.media.embedded.toUtf8()).object();
    }
    return json;
}

QJsonObject shotObject(const Shot& shot)
{
    QJsonObject json = toJson(shot);
    json[u"number"_s] = shot.number();
    return json;
}

QJsonObject commentObject(const CommentRow& row)
{
    QJsonObject json = toJson(row.comment);
    json[u"link"_s] = row.shareName;
    json[u"parentId"_s] = idJson(row.parentId);
    json[u"number"_s] = row.number > 0 ? QJsonValue(row.number) : QJsonValue();
    json[u"versionFrom"_s] = momentJson(row.seenPublishedMs);
    return json;
}

} // namespace

Result<> writePassportJson(const Passport& passport, const QString& path,
                           const PassportProgress& progress, std::stop_token stop)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(ErrorKind::FileUnreadable, file.errorString(), path);
    }
    bool written = true;
    const auto write = [&](const QByteArray& bytes) {
        written = written && file.write(bytes) == bytes.size();
    };
    const auto compact = [](const QJsonObject& object) {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    };

    // Written piece by piece: a project may be larger than memory wants to hold twice.
    write("{\"version\":1,\"project\":" + compact(toJson(passport.project())) + ",\n\"shots\":[");
    const char* separator = "\n";
    for (const Shot& shot : passport.shots()) {
        write(separator + compact(shotObject(shot)));
        separator = ",\n";
    }
    write("],\n\"assets\":[");
    separator = "\n";
    int row = 0;
    passport.visit([&](const PassportRow& data) {
        write(separator + compact(assetObject(data)));
        separator = ",\n";
        if (progress && ++row % 64 == 0) {
            progress(double(row) / passport.rowCount());
        }
        return written && !stop.stop_requested();
    });
    write("],\n\"comments\":[");
    separator = "\n";
    const QList<CommentRow> comments = passport.comments();
    for (const CommentRow& comment : comments) {
        write(separator + compact(commentObject(comment)));
        separator = ",\n";
    }
    write("]}\n");
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (!written || !file.commit()) {
        return failure(ErrorKind::DiskFull, file.errorString(), path, file.size() + 1'000'000);
    }
    return {};
}

} // namespace raskadr

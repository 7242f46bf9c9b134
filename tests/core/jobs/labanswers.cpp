#include "labanswers.h"

namespace raskadr::test {

using namespace Qt::Literals::StringLiterals;

QString b64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QJsonObject stillAnswer(const QByteArray& png)
{
    return jsonAnswer(
        {{u"data"_s, QJsonArray{QJsonObject{{u"b64"_s, b64(png)}}}}, {u"cost"_s, 2.5}});
}

QJsonObject errorAnswer(int status, const QString& code, const QString& message)
{
    return jsonAnswer({{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}},
                      status);
}

QJsonObject orderedFilm()
{
    return jsonAnswer({{u"id"_s, u"f1"_s}}, 201);
}

QJsonObject working(double progress)
{
    return jsonAnswer({{u"status"_s, u"working"_s}, {u"progress"_s, progress}});
}

QJsonObject readyFilm(const QString& file)
{
    return jsonAnswer({{u"status"_s, u"ready"_s},
                       {u"seed"_s, 99},
                       {u"cost"_s, 25},
                       {u"files"_s, QJsonArray{file}}});
}

QJsonObject filmFile()
{
    return exchange("GET", u"/film"_s, bytesAnswer(sampleFilm(), u"video/mp4"_s), 0,
                    {{u"absent"_s, QJsonArray{u"X-Key"_s}}}, u"files"_s);
}

QJsonObject keyed()
{
    return {{u"headers"_s, QJsonObject{{u"X-Key"_s, u"Key KEY-key"_s}}}};
}

} // namespace raskadr::test

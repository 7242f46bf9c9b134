#include "catalogue.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;

QString Message::where() const
{
    return u"%1: “%2”"_s.arg(context, source);
}

static Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message;
    message.context = context;
    message.plural = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            message.comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.state = xml.attributes().value("type"_L1).toString();
            if (!message.plural) {
                message.translations.append(xml.readElementText());
                continue;
            }
            while (xml.readNextStartElement()) {
                message.translations.append(xml.readElementText());
            }
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readCatalogue(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            messages.append(readMessage(xml, context));
        }
    }
    return xml.hasError() ? QList<Message>() : messages;
}

QString sourceFolder()
{
    return qEnvironmentVariable("RASKADR_SOURCE");
}

QString cataloguePath(const QString& language)
{
    return u"%1/translations/raskadr_%2.ts"_s.arg(sourceFolder(), language);
}

QStringList sourceFiles(const QString& folder)
{
    QStringList files;
    QDirIterator entries(sourceFolder() + u'/' + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        files.append(entries.next());
    }
    files.sort();
    return files;
}

QString withoutComments(const QString& code)
{
    // A literal is matched first, so that "http://" in it is no comment.
    static const QRegularExpression token(
        uR"re((R"(\w*)\(.*?\)\2"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|//[^\n]*|/\*.*?\*/)re"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString kept;
    qsizetype end = 0;
    for (auto matches = token.globalMatch(code); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        kept += QStringView(code).mid(end, match.capturedStart() - end);
        kept += match.captured(1);
        end = match.capturedEnd();
    }
    kept += QStringView(code).mid(end);
    return kept;
}

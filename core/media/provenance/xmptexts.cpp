#include "core/media/provenance/xmptexts.h"

#include <QXmlStreamReader>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxTokens = 100'000;
constexpr int maxProperties = 500;

const QString rdf = u"http://www.w3.org/1999/02/22-rdf-syntax-ns#"_s;

QString prefixOf(const QString& vocabulary)
{
    static const QMap<QString, QString> known{
        {u"http://purl.org/dc/elements/1.1/"_s, u"dc"_s},
        {u"http://ns.adobe.com/xap/1.0/"_s, u"xmp"_s},
        {u"http://ns.adobe.com/xap/1.0/rights/"_s, u"xmpRights"_s},
        {u"http://ns.adobe.com/photoshop/1.0/"_s, u"photoshop"_s},
        {u"http://ns.adobe.com/exif/1.0/"_s, u"exif"_s},
        {u"http://iptc.org/std/Iptc4xmpExt/2008-02-29/"_s, u"iptc"_s}};
    return known.value(vocabulary);
}

class Reader
{
public:
    explicit Reader(const QString& packet)
        : m_xml(packet)
    {
    }

    QMap<QString, QString> read()
    {
        for (int i = 0; i < maxTokens && !m_xml.atEnd(); ++i) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::StartElement:
                enter();
                break;
            case QXmlStreamReader::Characters:
                m_text += m_xml.text();
                break;
            case QXmlStreamReader::EndElement:
                leave();
                break;
            default:
                break;
            }
        }
        return m_properties;
    }

private:
    void enter()
    {
        ++m_depth;
        m_text.clear();
        if (m_property.isEmpty()) {
            if (m_xml.namespaceUri() != rdf) {
                m_property = nameOf(m_xml.namespaceUri().toString(), m_xml.name().toString());
                m_propertyDepth = m_depth;
            }
            for (const QXmlStreamAttribute& attribute : m_xml.attributes()) {
                add(nameOf(attribute.namespaceUri().toString(), attribute.name().toString()),
                    attribute.value().toString());
            }
        }
    }

    void leave()
    {
        add(m_property, m_text);
        m_text.clear();
        if (m_depth == m_propertyDepth) {
            m_property.clear();
            m_propertyDepth = 0;
        }
        --m_depth;
    }

    static QString nameOf(const QString& vocabulary, const QString& name)
    {
        const QString prefix = prefixOf(vocabulary);
        return prefix.isEmpty() ? QString() : prefix + u':' + name;
    }

    void add(const QString& property, const QString& text)
    {
        const QString value = text.trimmed();
        if (property.isEmpty() || value.isEmpty()
            || (!m_properties.contains(property) && m_properties.size() >= maxProperties)) {
            return;
        }
        QString& known = m_properties[property];
        known += known.isEmpty() ? value : u'\n' + value;
    }

    QXmlStreamReader m_xml;
    QMap<QString, QString> m_properties;
    QString m_property; // that is being read; empty: none
    QString m_text;
    int m_depth = 0;
    int m_propertyDepth = 0;
};

} // namespace

QMap<QString, QString> xmpProperties(const QString& packet)
{
    // No program declares a document type here; entities only serve to swell.
    return packet.contains(u"<!DOCTYPE"_s) || packet.contains(u"<!ENTITY"_s)
        ? QMap<QString, QString>()
        : Reader(packet).read();
}

} // namespace raskadr

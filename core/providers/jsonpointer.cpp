#include "core/providers/jsonpointer.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

QString pointerStep(const QString& key)
{
    QString step = key;
    return u'/' + step.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

QString pointerStep(const std::string& key)
{
    return pointerStep(QString::fromStdString(key));
}

std::optional<QStringList> pointerSteps(const QString& pointer)
{
    if (pointer.isEmpty()) {
        return QStringList();
    }
    if (!pointer.startsWith(u'/')) {
        return std::nullopt;
    }
    QStringList steps = pointer.mid(1).split(u'/');
    for (QString& step : steps) {
        for (qsizetype at = step.indexOf(u'~'); at >= 0; at = step.indexOf(u'~', at + 1)) {
            if (at + 1 >= step.size() || (step.at(at + 1) != u'0' && step.at(at + 1) != u'1')) {
                return std::nullopt;
            }
        }
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    }
    return steps;
}

bool isPointer(const QString& text)
{
    return pointerSteps(text).has_value();
}

const json* lookUp(const json& document, const QString& pointer)
{
    const auto steps = pointerSteps(pointer);
    if (!steps) {
        return nullptr;
    }
    const json* here = &document;
    for (const QString& step : *steps) {
        if (here->is_object()) {
            const auto member = here->find(step.toStdString());
            if (member == here->end()) {
                return nullptr;
            }
            here = &*member;
        } else if (here->is_array()) {
            bool isNumber = false;
            const uint index = step.toUInt(&isNumber);
            if (!isNumber || QString::number(index) != step || index >= here->size()) {
                return nullptr;
            }
            here = &here->at(index);
        } else {
            return nullptr;
        }
    }
    return here;
}

QString textIn(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string()
        ? QString::fromStdString(found->get_ref<const std::string&>())
        : QString();
}

} // namespace raskadr

#include "app/cli/removals.h"

#include "app/cli/context.h"

#include <QJsonArray>
#include <QJsonObject>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

int tellRemoved(Context& context, const ManifestRemoval& removal)
{
    const QJsonObject json{{u"id"_s, removal.id},
                           {u"restored"_s, removal.restores},
                           {u"models"_s, QJsonArray::fromStringList(removal.models)},
                           {u"keys"_s, QJsonArray::fromStringList(removal.keys)},
                           {u"generations"_s, removal.generations}};
    QStringList lines{removal.restores
                          ? Words::tr("“%1” is again as it came with the program.").arg(removal.id)
                          : Words::tr("“%1” is taken out.").arg(removal.id)};
    if (!removal.models.isEmpty()) {
        lines.append(Words::tr("Models that went with it: %1.").arg(removal.models.join(u", "_s)));
    }
    if (!removal.keys.isEmpty()) {
        lines.append(Words::tr("Keys that are forgotten: %1.").arg(removal.keys.join(u", "_s)));
    }
    if (removal.generations > 0 && !removal.restores) {
        lines.append(
            Words::tr("%n generation(s) stay and go on naming it.", nullptr, removal.generations));
    }
    context.output().result(json, lines.join(u'\n'));
    return Done;
}

int refuseRemoval(Context& context, const Error& error)
{
    if (error.kind == ErrorKind::InvalidInput && error.subject == u"unfinished"_s) {
        return context.fail(Words::tr("%n generation(s) of it are under way or their result is not "
                                      "known. Wait for them, cancel or forget them first.",
                                      nullptr, int(error.amount)));
    }
    return context.fail(error);
}

} // namespace raskadr::cli

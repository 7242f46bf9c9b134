#include "app/desktop/sharewishes.h"

#include <QDateTime>

namespace raskadr::desktop {

namespace {

// The first moment after the last day; 0: never.
qint64 endOf(const QDate& lastDay)
{
    return lastDay.isValid() ? lastDay.addDays(1).startOfDay().toMSecsSinceEpoch() : 0;
}

std::optional<Secret> secretOf(const QString& text)
{
    return text.isEmpty() ? std::nullopt : std::optional(Secret(text.toUtf8()));
}

} // namespace

PublishRequest requestOf(const ui::ShareWish& wish, const ProjectId& project)
{
    PublishRequest request;
    request.projectId = project;
    request.way = wish.way;
    request.serverId = wish.serverId;
    request.folder = wish.folder;
    request.name = wish.name;
    request.options = wish.options;
    request.expiresMs = endOf(wish.lastDay);
    request.password = secretOf(wish.password.value_or(QString()));
    return request;
}

ShareChange changeOf(const ui::ShareWish& wish)
{
    ShareChange change;
    change.name = wish.name;
    change.title = wish.options.title;
    change.greeting = wish.options.greeting;
    change.scope = wish.options.scope;
    change.selected = wish.options.selected;
    if (wish.way == ShareWay::Folder) {
        return change;
    }
    change.producer = wish.options.producer;
    change.tail = wish.options.tail;
    change.canComment = wish.options.canComment;
    change.canDownload = wish.options.canDownload;
    change.expiresMs = endOf(wish.lastDay);
    if (wish.password) {
        change.password = secretOf(*wish.password);
    }
    return change;
}

} // namespace raskadr::desktop

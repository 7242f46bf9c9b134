#include "app/desktop/removalflow.h"

#include "ui/common/dialog.h"
#include "ui/common/toast.h"
#include "ui/shell/mainwindow.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

struct RemovalWords
{
    Q_DECLARE_TR_FUNCTIONS(Removal)
};

// What goes with it and what stays, a sentence each.
QString consequences(const ManifestRemoval& removal, const QString& name)
{
    QStringList sentences;
    if (removal.restores) {
        sentences.append(
            RemovalWords::tr("Your changes of “%1” go; what came with the program is in force "
                             "again.")
                .arg(name));
    }
    if (!removal.models.isEmpty()) {
        sentences.append(
            RemovalWords::tr("Its %n model(s) go with it.", nullptr, int(removal.models.size())));
    }
    if (!removal.keys.isEmpty()) {
        sentences.append(
            RemovalWords::tr("%n key(s) of it are forgotten.", nullptr, int(removal.keys.size())));
    }
    if (removal.generations > 0 && !removal.restores) {
        sentences.append(
            RemovalWords::tr("%n generation(s) made with it stay, with their prompts and its name.",
                             nullptr, removal.generations));
    }
    if (sentences.isEmpty()) {
        sentences.append(RemovalWords::tr("Nothing was made with it yet."));
    }
    return sentences.join(u' ');
}

} // namespace

RemovalFlow::RemovalFlow(ui::MainWindow& window, LibraryServices& services,
                         const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
{
}

void RemovalFlow::ask(const ui::RemoveManifest& wish, const QString& providerName,
                      const QString& modelName)
{
    const bool whole = wish.modelId.isEmpty();
    const QString name = whole ? providerName : modelName;
    const auto read = m_services.store().read(m_account, [&](const Repositories& r) {
        return whole ? providerRemoval(r, wish.providerId) : modelRemoval(r, wish.modelId);
    });
    if (!read) {
        Q_EMIT failed(read.error());
        return;
    }
    const ManifestRemoval removal = *read;
    if (removal.unfinished > 0) {
        refuse(removal, name);
        return;
    }
    auto* question =
        ui::Dialog::ask(&m_window,
                        removal.restores ? RemovalWords::tr("Go back to the original?")
                                         : RemovalWords::tr("Remove “%1”?").arg(name),
                        consequences(removal, name),
                        removal.restores ? RemovalWords::tr("Go back") : RemovalWords::tr("Remove"),
                        removal.restores ? ui::Button::Kind::Main : ui::Button::Kind::Danger);
    connect(question, &ui::Dialog::accepted, this,
            [this, removal, name] { remove(removal, name); });
}

void RemovalFlow::refuse(const ManifestRemoval& removal, const QString& name)
{
    m_window.toasts().show(
        ui::ToastKind::Error,
        RemovalWords::tr(
            "%n generation(s) of “%1” are under way or their result is not known. Wait for "
            "them, cancel or forget them first.",
            nullptr, removal.unfinished)
            .arg(name));
}

void RemovalFlow::remove(const ManifestRemoval& removal, const QString& name)
{
    const auto done = [this, name](const Result<ManifestRemoval>& removed) {
        if (!removed && removed.error().subject == u"unfinished"_s) {
            ManifestRemoval busy;
            busy.unfinished = int(removed.error().amount);
            refuse(busy, name);
        } else if (!removed) {
            Q_EMIT failed(removed.error());
        } else {
            m_window.toasts().show(
                ui::ToastKind::Done,
                removed->restores
                    ? RemovalWords::tr("“%1” is again as it came with the program.").arg(name)
                    : RemovalWords::tr("“%1” is removed.").arg(name));
        }
    };
    Store& store = m_services.store();
    if (removal.isProvider) {
        removeProvider(store, m_account, removal.id).then(this, done);
    } else {
        removeModel(store, m_account, removal.id).then(this, done);
    }
}

} // namespace raskadr::desktop

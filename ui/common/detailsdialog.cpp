#include "ui/common/detailsdialog.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/textlabels.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

namespace raskadr::ui {

namespace {

constexpr int panelWidth = 640;

struct DetailsDialogWords
{
    Q_DECLARE_TR_FUNCTIONS(DetailsDialog)
};

} // namespace

void showDetails(QWidget* anywhere, const QString& title, const QString& sentence,
                 const QString& raw)
{
    auto* dialog =
        new Dialog(anywhere, title.isEmpty() ? DetailsDialogWords::tr("Details") : title);
    dialog->setPanelWidth(panelWidth);
    dialog->content()->setSpacing(12);
    dialog->content()->addWidget(new WrapLabel(sentence));
    auto* text = new SelectableText(raw, TextStyle::Small);
    text->setAccessibleName(DetailsDialogWords::tr("What was answered"));
    dialog->content()->addWidget(text);
    QObject::connect(dialog->addButton(DetailsDialogWords::tr("Copy")), &Button::clicked, dialog,
                     [raw] { QGuiApplication::clipboard()->setText(raw); });
    dialog->addReject(DetailsDialogWords::tr("Close"));
    dialog->open();
}

} // namespace raskadr::ui

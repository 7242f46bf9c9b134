#include "ui/shell/projectdialog.h"

#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/moneytext.h"

#include <QComboBox>
#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxTitleLength = 200;

QString aspectText(const Aspect& aspect)
{
    return aspect.height == 100 ? decimalText(aspect.ratio()) + u":1"_s
                                : u"%1:%2"_s.arg(aspect.width).arg(aspect.height);
}

} // namespace

ProjectDialog::ProjectDialog(QWidget* anywhere, Purpose purpose, const ProjectFields& fields,
                             const ProjectMoney& money)
    : Dialog(anywhere, purpose == Purpose::Create ? tr("New project") : tr("Project"))
    , m_title(new TextField(tr("Title")))
    , m_aspect(new QComboBox)
    , m_fps(new QComboBox)
    , m_budget(new TextField(tr("Limit of the project, %1").arg(currencySign(money.currency))))
{
    m_title->setText(fields.title);
    m_title->lineEdit()->setMaxLength(maxTitleLength);
    m_title->lineEdit()->selectAll();
    content()->addWidget(m_title);

    QList<Aspect> aspects{{16, 9}, {9, 16}, {1, 1}, {4, 3}, {239, 100}};
    if (!aspects.contains(fields.aspect)) {
        aspects.prepend(fields.aspect);
    }
    for (const Aspect& aspect : aspects) {
        m_aspect->addItem(aspectText(aspect), QSize(aspect.width, aspect.height));
    }
    m_aspect->setCurrentIndex(static_cast<int>(aspects.indexOf(fields.aspect)));

    QList<double> speeds{23.976, 24, 25, 30, 50, 60};
    if (!speeds.contains(fields.fps)) {
        speeds.prepend(fields.fps);
    }
    for (const double fps : speeds) {
        m_fps->addItem(tr("%1 frames/s").arg(decimalText(fps, 3)), fps);
    }
    m_fps->setCurrentIndex(static_cast<int>(speeds.indexOf(fields.fps)));

    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(new Field(tr("Frame"), m_aspect), 1);
    row->addWidget(new Field(tr("Speed"), m_fps), 1);
    content()->addLayout(row);

    m_budget->lineEdit()->setMaxLength(20);
    m_budget->setPlaceholderText(tr("No limit"));
    m_budget->setText(fields.budget ? decimalText(*fields.budget) : QString());
    const QString hard = tr("A hard limit: what would pass it waits in the queue.");
    m_budget->setHint(money.spent.isEmpty() ? hard : tr("Spent: %1. %2").arg(money.spent, hard));
    content()->addWidget(m_budget);

    addReject();
    addAccept(purpose == Purpose::Create ? tr("Create") : tr("Save"));
    setInitialFocus(m_title->lineEdit());
}

ProjectFields ProjectDialog::fields() const
{
    const QSize aspect = m_aspect->currentData().toSize();
    return {m_title->text().trimmed(),
            {aspect.width(), aspect.height()},
            m_fps->currentData().toDouble(),
            amountOf(m_budget->text())};
}

void ProjectDialog::accept()
{
    if (m_title->text().trimmed().isEmpty()) {
        m_title->setError(tr("Give the project a title"));
        m_title->lineEdit()->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!m_budget->text().trimmed().isEmpty() && !amountOf(m_budget->text())) {
        m_budget->setError(tr("A sum of money is needed, 3000 for example, or nothing."));
        m_budget->lineEdit()->setFocus(Qt::OtherFocusReason);
        return;
    }
    Dialog::accept();
}

} // namespace raskadr::ui

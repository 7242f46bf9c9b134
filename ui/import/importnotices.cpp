#include "ui/import/importnotices.h"

#include "ui/common/button.h"
#include "ui/common/errortext.h"
#include "ui/common/icons.h"
#include "ui/common/textlabels.h"

#include <QLabel>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shortList = 3;
constexpr qsizetype longList = 500; // more is nothing that anybody reads

} // namespace

ImportNotices::ImportNotices(QWidget* parent)
    : QWidget(parent)
    , m_refusedBox(new QWidget)
    , m_heading(new WrapLabel({}, TextStyle::BodyBold, TextRole::Error))
    , m_list(new SelectableText({}, TextStyle::Body))
    , m_more(new Button({}, Button::Kind::Quiet))
    , m_skipped(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);

    auto* refused = new QVBoxLayout(m_refusedBox);
    refused->setContentsMargins(0, 0, 0, 0);
    refused->setSpacing(6);
    refused->addWidget(m_heading);
    refused->addWidget(m_list);
    m_more->setExtent(Button::Extent::Small);
    refused->addWidget(m_more, 0, Qt::AlignLeft);
    column->addWidget(m_refusedBox);
    column->addWidget(m_skipped);

    m_list->setAccessibleName(tr("Files that cannot be imported"));
    connect(m_more, &Button::clicked, this, [this] {
        m_open = true;
        fill();
    });
    hide();
}

void ImportNotices::setNotices(const QList<Error>& refused, const QString& skipped)
{
    m_refused = refused;
    m_heading->setText(
        tr("%n file(s) cannot be imported", nullptr, static_cast<int>(refused.size())));
    m_refusedBox->setVisible(!refused.isEmpty());
    m_skipped->setText(skipped);
    m_skipped->setVisible(!skipped.isEmpty());
    setVisible(!refused.isEmpty() || !skipped.isEmpty());
    fill();
}

QString ImportNotices::text() const
{
    return m_list->toPlainText() + u'\n' + m_skipped->text();
}

void ImportNotices::fill()
{
    const qsizetype count = std::min(m_refused.size(), m_open ? longList : shortList);
    QStringList lines;
    for (Error error : m_refused.mid(0, count)) {
        error.subject = error.subject.section(u'/', -1);
        lines.append(errorText(error));
    }
    if (m_open && m_refused.size() > longList) {
        lines.append(tr("And %n more", nullptr, static_cast<int>(m_refused.size() - longList)));
    }
    m_list->setText(lines.join(u'\n'));
    m_more->setText(tr("Show all %1").arg(m_refused.size()));
    m_more->setVisible(!m_open && m_refused.size() > shortList);
}

} // namespace raskadr::ui

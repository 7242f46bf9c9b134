#include "ui/storyboard/editsheet.h"

#include "ui/common/diffview.h"
#include "ui/common/fields.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int editSheetWidth = 860;
constexpr int mostDiffLines = 5;

} // namespace

EditSheet::EditSheet(QWidget* anywhere, const QList<Row>& rows, const QList<int>& leftOut,
                     const QString& agentName)
    : Dialog(anywhere, tr("Edit %n shot(s) in words", nullptr, static_cast<int>(rows.size())))
    , m_words(new TextArea)
    , m_rewrite(new Button(u"smart-edit"_s, tr("Rewrite"), Button::Kind::Ordinary))
    , m_seed(new Switch(tr("Keep the seeds")))
{
    setPanelWidth(editSheetWidth);
    auto* top = new QHBoxLayout;
    top->setSpacing(12);
    m_words->setLines(1, 3);
    m_words->setPlaceholderText(tr("For example: evening instead of day"));
    m_words->setAccessibleName(tr("What to change in all of them, in your own words"));
    m_words->installEventFilter(this);
    m_rewrite->setKey(u"Enter"_s);
    top->addWidget(m_words, 1);
    top->addWidget(m_rewrite, 0, Qt::AlignTop);
    content()->addLayout(top);
    auto* below = new QHBoxLayout;
    below->addWidget(
        new WrapLabel(tr("Agent: %1").arg(agentName), TextStyle::Small, TextRole::Secondary), 1);
    m_seed->setChecked(true);
    below->addWidget(m_seed);
    content()->addLayout(below);
    if (!leftOut.isEmpty()) {
        QStringList numbers;
        for (const int number : leftOut) {
            numbers.append(QString::number(number));
        }
        content()->addWidget(new WrapLabel(
            tr("Without a prompt or a model, and left out: %1").arg(numbers.join(u", "_s)),
            TextStyle::Small, TextRole::Warn));
    }
    for (const Row& row : rows) {
        content()->addWidget(buildLine(row));
    }
    content()->addStretch(1);
    setLossText(tr("Your words and what the agent made of them will be lost."));
    addReject();
    m_accept = addAccept(tr("Generate"));
    setInitialFocus(m_words);
    connect(m_rewrite, &Button::clicked, this, &EditSheet::rewrite);
    connect(m_words, &TextArea::textChanged, this, &EditSheet::adapt);
    adapt();
}

QWidget* EditSheet::buildLine(const Row& row)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(2);
    auto* head = new QHBoxLayout;
    Line line;
    line.row = row;
    line.accepted = new QCheckBox(row.title);
    line.accepted->setEnabled(false);
    line.summary = new ElidedLabel({}, TextStyle::Small, TextRole::Secondary);
    line.summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(line.accepted);
    head->addWidget(line.summary, 1);
    column->addLayout(head);
    line.diff = new DiffView;
    line.diff->setMaximumLines(mostDiffLines);
    line.diff->setAccessibleName(tr("What changes in the prompt of %1").arg(row.title));
    line.diff->setTexts(row.prompt, row.prompt);
    column->addWidget(line.diff);
    line.failure = new WrapLabel({}, TextStyle::Small, TextRole::Error);
    line.failure->hide();
    column->addWidget(line.failure);
    connect(line.accepted, &QCheckBox::toggled, this, [this] {
        adapt();
        Q_EMIT choiceChanged();
    });
    m_lines.append(line);
    return box;
}

EditSheet::Line* EditSheet::line(const AssetId& asset)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& candidate) {
        return candidate.row.asset == asset;
    });
    return found == m_lines.end() ? nullptr : &*found;
}

void EditSheet::setThinking(const AssetId& asset)
{
    if (Line* row = line(asset)) {
        row->hasProposal = false;
        row->accepted->setChecked(false);
        row->accepted->setEnabled(false);
        row->failure->hide();
        row->diff->setTexts(row->row.prompt, row->row.prompt);
        row->summary->setText(tr("The agent is rewriting…"));
        adapt();
    }
}

void EditSheet::setProposal(const AssetId& asset, const QString& after, const QString& summary)
{
    if (Line* row = line(asset)) {
        row->hasProposal = true;
        row->diff->setTexts(row->row.prompt, after);
        row->summary->setText(summary);
        row->accepted->setEnabled(true);
        row->accepted->setChecked(true);
        adapt();
    }
}

void EditSheet::setFailure(const AssetId& asset, const QString& sentence)
{
    if (Line* row = line(asset)) {
        row->hasProposal = false;
        row->summary->setText({});
        row->failure->setText(sentence);
        row->failure->show();
        adapt();
    }
}

QList<AssetId> EditSheet::accepted() const
{
    QList<AssetId> assets;
    for (const Line& row : m_lines) {
        if (row.hasProposal && row.accepted->isChecked()) {
            assets.append(row.row.asset);
        }
    }
    return assets;
}

bool EditSheet::keepsSeed() const
{
    return m_seed->isChecked();
}

void EditSheet::setPrice(const QString& total)
{
    setFootnote(total);
}

void EditSheet::adapt()
{
    const auto count = accepted().size();
    m_rewrite->setEnabled(!m_words->text().trimmed().isEmpty());
    m_accept->setEnabled(count > 0);
    m_accept->setText(count > 0 ? tr("Generate %n shot(s)", nullptr, static_cast<int>(count))
                                : tr("Generate"));
}

void EditSheet::rewrite()
{
    if (m_rewrite->isEnabled()) {
        Q_EMIT rewriteRequested(m_words->text().trimmed());
    }
}

bool EditSheet::hasUnsaved() const
{
    return !m_words->text().trimmed().isEmpty()
        || std::any_of(m_lines.begin(), m_lines.end(),
                       [](const Line& row) { return row.hasProposal; });
}

void EditSheet::accept()
{
    if (!accepted().isEmpty()) {
        Dialog::accept();
    }
}

bool EditSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier) {
            rewrite();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace raskadr::ui

#include "ui/storyboard/generatesheet.h"

#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/popupmenu.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QSpinBox>
#include <QTableView>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int generateSheetWidth = 960;
constexpr int rowHeight = 44;
constexpr int shotWidth = 260;
constexpr int tableHeight = 320;
// A list of numbers that is longer says no more.
constexpr int mostNumbers = 30;

QString numbersText(const QList<int>& numbers)
{
    QStringList texts;
    for (int i = 0; i < numbers.size() && i < mostNumbers; ++i) {
        texts.append(QString::number(numbers[i]));
    }
    return texts.join(u", "_s) + (numbers.size() > mostNumbers ? u"…"_s : QString());
}

} // namespace

GenerateSheet::GenerateSheet(QWidget* anywhere, BatchPurpose purpose, const QList<BatchShot>& shots,
                             const QList<int>& leftOut, const QList<BatchModel>& models,
                             Price price, ThumbnailCache& thumbnails)
    : Dialog(anywhere,
             purpose == BatchPurpose::Animate ? tr("Animate the headliners")
                                              : tr("Generate for the selected shots"))
    , m_purpose(purpose)
    , m_models(models)
    , m_price(std::move(price))
    , m_rows(new GenerateRows(shots, thumbnails, this))
    , m_modelButton(new Button(u"image"_s, QString(), Button::Kind::Ordinary))
    , m_form(new ParameterForm)
    , m_variants(new QSpinBox)
    , m_source(new QComboBox)
    , m_common(new TextField(tr("Added to every prompt")))
    , m_table(new QTableView)
    , m_moved(new WrapLabel({}, TextStyle::Small, TextRole::Warn))
    , m_note(new WrapLabel({}, TextStyle::Small, TextRole::Secondary))
    , m_warning(new WrapLabel({}, TextStyle::Small, TextRole::Error))
{
    setPanelWidth(generateSheetWidth);
    content()->setSpacing(14);
    content()->addWidget(buildModel());
    m_moved->hide();
    content()->addWidget(m_moved);
    content()->addWidget(buildPrompts());
    content()->addWidget(buildTable());
    if (!leftOut.isEmpty()) {
        content()->addWidget(
            new WrapLabel(tr("No picture as a headliner, so left out: %n shot(s): %1", nullptr,
                             static_cast<int>(leftOut.size()))
                              .arg(numbersText(leftOut)),
                          TextStyle::Small, TextRole::Secondary));
    }
    content()->addWidget(m_note);
    content()->addWidget(m_warning);
    addReject();
    m_accept = addAccept(QString());

    connect(m_modelButton, &Button::clicked, this, &GenerateSheet::chooseModel);
    connect(m_form, &ParameterForm::changed, this, [this] {
        tell({});
        adapt();
    });
    connect(m_form, &ParameterForm::moved, this, &GenerateSheet::tell);
    connect(m_variants, &QSpinBox::valueChanged, this, &GenerateSheet::adapt);
    connect(m_source, &QComboBox::currentIndexChanged, this, &GenerateSheet::fillPrompts);
    connect(m_common, &TextField::textEdited, this, &GenerateSheet::fillPrompts);
    connect(m_rows, &GenerateRows::dataChanged, this,
            [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
                if (roles != QList<int>{Qt::DecorationRole}) {
                    adapt();
                }
            });
    setModel(m_models.isEmpty() ? QString() : m_models.first().id);
    fillPrompts();
    setInitialFocus(m_table);
}

QWidget* GenerateSheet::buildModel()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_modelButton->setMinimumWidth(220);
    m_modelButton->setTextAlignment(Qt::AlignLeft);
    m_modelButton->setArrow(true);
    row->addWidget(m_modelButton);
    row->addWidget(m_form, 1);
    row->addWidget(new ElidedLabel(tr("Variants"), TextStyle::Small, TextRole::Secondary));
    m_variants->setRange(1, 8);
    m_variants->setAccessibleName(tr("Variants"));
    m_variants->setFixedWidth(72);
    row->addWidget(m_variants);
    return box;
}

QWidget* GenerateSheet::buildPrompts()
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    const std::pair<PromptSource, QString> sources[]{
        {PromptSource::LastPrompt, tr("The shot's last prompt")},
        {PromptSource::Script, tr("The script")},
        {PromptSource::TitleAndScript, tr("The title and the script")},
        {PromptSource::Title, tr("The title")}};
    int best = -1;
    for (const auto& [source, words] : sources) {
        m_source->addItem(words, static_cast<int>(source));
        // The first one that says something about most shots.
        if (const int filled = m_rows->filledBy(source); filled > best) {
            best = filled;
            m_source->setCurrentIndex(m_source->count() - 1);
        }
    }
    row->addWidget(new Field(tr("Prompt of each shot"), m_source));
    m_common->setPlaceholderText(tr("Style, film stock, light: the same for all"));
    row->addWidget(m_common, 1);
    return box;
}

QWidget* GenerateSheet::buildTable()
{
    m_table->setModel(m_rows);
    m_table->setAccessibleName(tr("Shots and their prompts"));
    m_table->setMinimumHeight(tableHeight);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(GenerateRows::ShotColumn, QHeaderView::Fixed);
    m_table->horizontalHeader()->resizeSection(GenerateRows::ShotColumn, shotWidth);
    m_table->horizontalHeader()->setSectionResizeMode(GenerateRows::PromptColumn,
                                                      QHeaderView::Stretch);
    return m_table;
}

const BatchModel* GenerateSheet::model() const
{
    const auto found =
        std::find_if(m_models.begin(), m_models.end(),
                     [this](const BatchModel& each) { return each.id == m_modelId; });
    return found == m_models.end() ? nullptr : &*found;
}

void GenerateSheet::chooseModel()
{
    auto* menu = new PopupMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QString provider;
    for (const BatchModel& each : m_models) {
        if (each.providerName != provider) {
            provider = each.providerName;
            menu->addHeading(provider);
        }
        connect(menu->addItem(m_modelButton->iconName(), each.name), &QAction::triggered, this,
                [this, id = each.id] { setModel(id); });
    }
    menu->popup(m_modelButton->mapToGlobal(QPoint(0, m_modelButton->height())));
}

void GenerateSheet::setModel(const QString& id)
{
    m_modelId = id;
    const BatchModel* current = model();
    if (!current) {
        adapt();
        return;
    }
    m_modelButton->setText(current->name);
    m_modelButton->setIconName(m_purpose == BatchPurpose::Animate ? u"video"_s : u"generate"_s);
    m_modelButton->setAccessibleName(tr("Model: %1").arg(current->name));
    tell({});
    m_form->setFields(current->fields, current->beside);
    m_variants->setMaximum(current->maxVariants);
    m_rows->setPromptRequired(current->promptRequired);
    adapt();
}

void GenerateSheet::fillPrompts()
{
    m_rows->setPrompts(static_cast<PromptSource>(m_source->currentData().toInt()),
                       m_common->text());
}

int GenerateSheet::results() const
{
    return m_rows->count() * m_variants->value();
}

void GenerateSheet::tell(const QString& moved)
{
    m_moved->setText(moved);
    m_moved->setVisible(!moved.isEmpty());
}

void GenerateSheet::adapt()
{
    const int count = results();
    const bool possible = model() && count > 0;
    m_accept->setEnabled(possible);
    m_accept->setText(m_purpose == BatchPurpose::Animate
                          ? tr("Animate: %n video(s)", nullptr, count)
                          : tr("Generate: %n result(s)", nullptr, count));
    BatchPrice price;
    if (possible) {
        price = m_price(m_modelId, QJsonDocument(m_form->values()).toJson(QJsonDocument::Compact),
                        count);
    }
    setFootnote(price.total);
    m_warning->setText(price.warning);
    m_warning->setVisible(!price.warning.isEmpty());
    QString note;
    if (!model()) {
        note = m_purpose == BatchPurpose::Animate
            ? tr("No connected model makes videos from pictures.")
            : tr("No connected model makes something from words.");
    } else if (const int empty = m_rows->withoutPrompt(); empty > 0) {
        note = tr("Without a prompt, so left out: %n shot(s)", nullptr, empty);
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

BatchRequest GenerateSheet::request() const
{
    BatchRequest request;
    const BatchModel* current = model();
    if (!current) {
        return request;
    }
    request.modelId = current->id;
    request.parameters = QJsonDocument(m_form->values()).toJson(QJsonDocument::Compact);
    request.variants = m_variants->value();
    request.pictureSlot = m_purpose == BatchPurpose::Animate ? current->pictureSlot : QString();
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        if (m_rows->goesIn(row)) {
            const BatchShot& shot = m_rows->shot(row);
            request.items.append({shot.id, m_rows->prompt(row),
                                  m_purpose == BatchPurpose::Animate ? shot.picture : AssetId()});
        }
    }
    return request;
}

bool GenerateSheet::hasUnsaved() const
{
    return m_rows->hasTyped() || !m_common->text().trimmed().isEmpty();
}

void GenerateSheet::accept()
{
    // An editor that is still open gives its text away first.
    m_table->setFocus(Qt::OtherFocusReason);
    if (results() > 0) {
        Dialog::accept();
    }
}

} // namespace raskadr::ui

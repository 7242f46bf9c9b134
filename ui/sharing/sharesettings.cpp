#include "ui/sharing/sharesettings.h"

#include "core/wire/limits.h"
#include "ui/common/badge.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/sharing/sharewords.h"

#include <QButtonGroup>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLocale>
#include <QRadioButton>
#include <QRegularExpression>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int controlWidth = 190;
constexpr int leastPassword = 4;
constexpr int daysAtFirst = 30;

} // namespace

ShareSettings::ShareSettings(QWidget* parent)
    : QWidget(parent)
    , m_name(new TextField(tr("Name of the link")))
    , m_title(new TextField(tr("Title on the page")))
    , m_greeting(new TextArea)
    , m_scopes(new QButtonGroup(this))
    , m_scopeError(new WrapLabel({}, TextStyle::Small, TextRole::Error))
    , m_guests(new QWidget)
    , m_comments(new Switch(tr("Allow comments and decisions")))
    , m_download(new Switch(tr("Allow downloads")))
    , m_password(new PasswordEdit)
    , m_lastDay(new QDateEdit)
    , m_passwordError(new WrapLabel({}, TextStyle::Small, TextRole::Error))
    , m_producer(new TextField(tr("Your name for guests")))
    , m_tail(new TextField(tr("Readable end of the address")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 18, 24, 20);
    column->setSpacing(14);
    m_name->setHint(tr("Only you see it, beside comments."));
    m_name->lineEdit()->setMaxLength(wire::limits::linkName);
    m_title->lineEdit()->setMaxLength(wire::limits::title);
    column->addWidget(m_name);
    column->addWidget(m_title);
    m_greeting->setLines(2, 4);
    m_greeting->setPlaceholderText(tr("Hello! Please look at…"));
    column->addWidget(new Field(tr("Greeting"), m_greeting));

    auto* shots = new QVBoxLayout;
    shots->setSpacing(8);
    shots->addWidget(new ElidedLabel(tr("Which shots"), TextStyle::BodyBold));
    for (const ShareScope scope : {ShareScope::Headliners, ShareScope::All, ShareScope::Selected}) {
        addScope(shots, scope);
    }
    m_scopeError->hide();
    shots->addWidget(m_scopeError);
    column->addLayout(shots);

    auto* guests = new QVBoxLayout(m_guests);
    guests->setContentsMargins(0, 0, 0, 0);
    guests->setSpacing(10);
    guests->addWidget(new Separator(Qt::Horizontal));
    guests->addWidget(m_comments);
    m_producer->lineEdit()->setMaxLength(wire::limits::author);
    m_producer->setPlaceholderText(tr("Author"));
    m_producer->setHint(tr("Your answers are signed with it."));
    guests->addWidget(m_producer);
    guests->addWidget(m_download);
    m_password->setMaxLength(wire::limits::password);
    m_passwordRow = addRow(guests, tr("Password"), m_password);
    m_passwordError->hide();
    guests->addWidget(m_passwordError);
    m_lastDay->setCalendarPopup(true);
    m_lastDay->setMinimumDate(QDate::currentDate());
    m_lastDay->setDisplayFormat(
        QLocale().dateFormat(QLocale::LongFormat).remove(QRegularExpression(u"^dddd,?\\s*"_s)));
    m_lastDayRow = addRow(guests, tr("Open until"), m_lastDay);
    m_lastDay->setToolTip(tr("To the end of this day"));
    m_tail->lineEdit()->setMaxLength(wire::limits::tail);
    m_tail->setPlaceholderText(tr("not needed"));
    m_tail->setHint(tr("Latin letters, digits and hyphens. The secret part stays before it."));
    guests->addSpacing(4);
    guests->addWidget(m_tail);
    column->addWidget(m_guests);
    column->addStretch(1);

    connect(m_name, &TextField::textEdited, this, &ShareSettings::changed);
    connect(m_title, &TextField::textEdited, this, &ShareSettings::changed);
    connect(m_producer, &TextField::textEdited, this, &ShareSettings::changed);
    connect(m_tail, &TextField::textEdited, this, &ShareSettings::changed);
    connect(m_greeting, &TextArea::textChanged, this, [this] {
        auto* field = qobject_cast<Field*>(m_greeting->parentWidget());
        if (field && field->error().size() > 0) {
            field->setError({});
        }
        Q_EMIT changed();
    });
    connect(m_scopes, &QButtonGroup::idClicked, this, [this] {
        m_scopeError->hide();
        Q_EMIT changed();
    });
    for (Switch* toggle : {m_comments, m_download, m_passwordRow.use, m_lastDayRow.use}) {
        connect(toggle, &Switch::toggled, this, [this] {
            adapt();
            Q_EMIT changed();
        });
    }
    connect(m_passwordRow.use, &Switch::clicked, this, [this](bool on) {
        if (on) {
            m_password->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(m_password, &QLineEdit::textEdited, this, [this] {
        m_passwordError->hide();
        Q_EMIT changed();
    });
    connect(m_lastDay, &QDateEdit::dateChanged, this, &ShareSettings::changed);
}

QRadioButton* ShareSettings::addScope(QVBoxLayout* column, ShareScope scope)
{
    const QString text = scope == ShareScope::Headliners ? tr("Only with a headliner")
        : scope == ShareScope::All                       ? tr("All")
                                                         : tr("Selected");
    auto* radio = new QRadioButton(text);
    m_scopes->addButton(radio, static_cast<int>(scope));
    auto* count = new ElidedLabel({}, TextStyle::Body, TextRole::Secondary);
    m_counts.insert(scope, count);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(radio);
    row->addWidget(count, 1);
    column->addLayout(row);
    return radio;
}

ShareSettings::Row ShareSettings::addRow(QVBoxLayout* column, const QString& title,
                                         QWidget* control)
{
    Row made{new Switch, control, new QWidget};
    auto* line = new QHBoxLayout(made.row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(new ElidedLabel(title));
    line->addStretch(1);
    control->setFixedWidth(controlWidth);
    control->setAccessibleName(title);
    line->addWidget(control);
    made.use->setAccessibleName(title);
    line->addWidget(made.use);
    made.row->setMinimumHeight(34);
    column->addWidget(made.row);
    return made;
}

void ShareSettings::setNew(const QString& name, const ShareGround& ground)
{
    m_ground = ground;
    m_selected = ground.selected;
    m_hadPassword = false;
    ShareOptions options;
    options.title = ground.projectTitle;
    options.producer = ground.accountName;
    options.scope = ground.withHeadliner > 0 ? ShareScope::Headliners : ShareScope::All;
    show(name, options, {});
}

void ShareSettings::setLine(const Share& share, const ShareGround& ground)
{
    m_ground = ground;
    m_selected =
        share.options.scope == ShareScope::Selected ? share.options.selected : ground.selected;
    m_hadPassword = share.options.hasPassword;
    m_way = share.way;
    show(share.name, share.options, lastDayOf(share));
}

void ShareSettings::show(const QString& name, const ShareOptions& options, const QDate& lastDay)
{
    const QSignalBlocker quiet(this);
    m_name->setError({});
    m_name->setText(name);
    m_title->setError({});
    m_title->setText(options.title);
    m_greeting->setText(options.greeting);
    m_producer->setError({});
    m_producer->setText(options.producer);
    m_tail->setError({});
    m_tail->setText(options.tail);
    m_comments->setChecked(options.canComment);
    m_download->setChecked(options.canDownload);
    m_passwordRow.use->setChecked(options.hasPassword);
    m_password->clear();
    m_password->setPlaceholderText(options.hasPassword ? tr("stays as it is") : QString());
    m_passwordError->hide();
    m_lastDayRow.use->setChecked(lastDay.isValid());
    // A day that is over stays to be seen.
    const QDate today = QDate::currentDate();
    m_lastDay->setMinimumDate(lastDay.isValid() ? std::min(lastDay, today) : today);
    m_lastDay->setDate(lastDay.isValid() ? lastDay : today.addDays(daysAtFirst));
    showCounts();
    const bool possible = options.scope != ShareScope::Selected || !m_selected.isEmpty();
    m_scopes->button(static_cast<int>(possible ? options.scope : ShareScope::All))
        ->setChecked(true);
    m_scopeError->hide();
    adapt();
    m_shown = entered();
}

void ShareSettings::showCounts()
{
    m_counts[ShareScope::Headliners]->setText(
        tr("%1 of %2").arg(numberText(m_ground.withHeadliner), numberText(m_ground.shots)));
    m_counts[ShareScope::All]->setText(m_ground.withHeadliner < m_ground.shots
                                           ? tr("empty ones as number and title")
                                           : numberText(m_ground.shots));
    m_counts[ShareScope::Selected]->setText(numberText(m_selected.size()));
    const bool some = !m_selected.isEmpty();
    m_scopes->button(static_cast<int>(ShareScope::Selected))->setVisible(some);
    m_counts[ShareScope::Selected]->setVisible(some);
    for (auto count = m_counts.constBegin(); count != m_counts.constEnd(); ++count) {
        m_scopes->button(static_cast<int>(count.key()))
            ->setAccessibleDescription(count.value()->text());
    }
}

void ShareSettings::setWay(ShareWay way)
{
    m_way = way;
    adapt();
}

void ShareSettings::setEditable(bool on)
{
    setEnabled(on);
}

void ShareSettings::adapt()
{
    m_guests->setVisible(m_way != ShareWay::Folder);
    m_producer->setVisible(m_comments->isChecked());
    m_password->setVisible(m_passwordRow.use->isChecked());
    m_lastDay->setVisible(m_lastDayRow.use->isChecked());
    if (!m_passwordRow.use->isChecked()) {
        m_passwordError->hide();
    }
}

ShareWish ShareSettings::entered() const
{
    ShareWish wish;
    wish.way = m_way;
    wish.name = m_name->text().simplified();
    ShareOptions& options = wish.options;
    options.title = m_title->text().simplified();
    options.greeting = m_greeting->text().trimmed();
    options.scope = static_cast<ShareScope>(m_scopes->checkedId());
    if (options.scope == ShareScope::Selected) {
        options.selected = m_selected;
    }
    if (m_way == ShareWay::Folder) {
        options.canComment = false;
        return wish;
    }
    options.producer = m_producer->text().simplified();
    options.tail = m_tail->text().trimmed().toLower();
    options.canComment = m_comments->isChecked();
    options.canDownload = m_download->isChecked();
    options.hasPassword = m_passwordRow.use->isChecked();
    if (options.hasPassword && !m_password->text().isEmpty()) {
        wish.password = m_password->text();
    } else if (!options.hasPassword && m_hadPassword) {
        wish.password = QString();
    }
    if (m_lastDayRow.use->isChecked()) {
        wish.lastDay = m_lastDay->date();
    }
    return wish;
}

bool ShareSettings::isChanged() const
{
    return entered() != m_shown;
}

QString ShareSettings::pageTitle() const
{
    return m_title->text().simplified();
}

std::optional<ShareWish> ShareSettings::wish()
{
    const ShareWish wish = entered();
    bool good = true;
    const auto refuse = [&good](Field* field, const QString& sentence) {
        field->setError(sentence);
        if (good) {
            field->control()->setFocus(Qt::OtherFocusReason);
        }
        good = false;
    };
    if (wish.name.isEmpty()) {
        refuse(m_name, tr("Give the link a name: comments are told apart by it."));
    }
    if (wish.options.title.isEmpty()) {
        refuse(m_title, tr("The page needs a title."));
    }
    if (wish.options.greeting.size() > qsizetype(wire::limits::greeting)) {
        refuse(
            qobject_cast<Field*>(m_greeting->parentWidget()),
            tr("The greeting is too long: %1 of %2 characters.")
                .arg(numberText(wish.options.greeting.size()), numberText(wire::limits::greeting)));
    }
    static const QRegularExpression tail(u"^[a-z0-9]+(-[a-z0-9]+)*$"_s);
    if (!wish.options.tail.isEmpty() && !tail.match(wish.options.tail).hasMatch()) {
        refuse(m_tail, tr("Only Latin letters, digits and single hyphens between them."));
    }
    if (wish.options.hasPassword && !m_hadPassword && !wish.password) {
        m_passwordError->setText(tr("Enter a password, or switch it off."));
    } else if (wish.password && wish.options.hasPassword && wish.password->size() < leastPassword) {
        m_passwordError->setText(tr("At least %n character(s).", nullptr, leastPassword));
    } else {
        m_passwordError->setText({});
    }
    if (!m_passwordError->text().isEmpty()) {
        m_passwordError->show();
        if (good) {
            m_password->setFocus(Qt::OtherFocusReason);
        }
        good = false;
    }
    const int shown = wish.options.scope == ShareScope::Headliners ? m_ground.withHeadliner
        : wish.options.scope == ShareScope::All                    ? m_ground.shots
                                                : static_cast<int>(wish.options.selected.size());
    if (shown == 0) {
        m_scopeError->setText(tr("There is no shot to show yet."));
        m_scopeError->show();
        good = false;
    }
    return good ? std::optional(wish) : std::nullopt;
}

} // namespace raskadr::ui

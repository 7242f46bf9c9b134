// Lays every component out in all its states, as look/png/18 and 19 do. Run with a folder it writes
// the sheets as PNG files in both themes; run without, it shows them.

#include "ui/common/badge.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/dialog.h"
#include "ui/common/emptystate.h"
#include "ui/common/fields.h"
#include "ui/common/flowlayout.h"
#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/progressbar.h"
#include "ui/common/statuschip.h"
#include "ui/common/style.h"
#include "ui/common/switch.h"
#include "ui/common/textlabels.h"
#include "ui/common/toast.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPainterPath>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTableWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

// A row that draws the ring around one of its widgets, as if the keyboard were there.
class Row final : public QWidget
{
public:
    explicit Row(int gap = 10)
        : m_layout(new QHBoxLayout(this))
    {
        m_layout->setContentsMargins(6, 6, 6, 6);
        m_layout->setSpacing(gap);
    }

    template <class Widget>
    Widget* add(Widget* widget, bool focused = false)
    {
        m_layout->addWidget(widget);
        if (focused) {
            m_focused = widget;
        }
        return widget;
    }
    void end() { m_layout->addStretch(1); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!m_focused) {
            return;
        }
        QPainter painter(this);
        const QVariant radius = m_focused->property("focusRadius");
        paintFocusRing(painter, m_focused->geometry(), radius.isValid() ? radius.toInt() : 6,
                       themeOf(this), qobject_cast<QLineEdit*>(m_focused) ? 1 : 2);
    }

private:
    QHBoxLayout* m_layout;
    QWidget* m_focused = nullptr;
};

QWidget* section(const QString& title, const QList<QWidget*>& rows, int gap = 0)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(26, 22, 26, 22);
    column->setSpacing(gap);
    auto* heading = new WrapLabel(title, TextStyle::BodyMedium, TextRole::Secondary);
    heading->setContentsMargins(6, 0, 0, 8);
    column->addWidget(heading);
    for (QWidget* row : rows) {
        column->addWidget(row);
    }
    column->addStretch(1);
    return box;
}

// A picture of no film in particular: sky, sun, ground.
QPixmap still(const QSize& size, const QColor& sky, const QColor& sun, const QColor& ground)
{
    QPixmap pixmap(size);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient gradient(0, 0, 0, size.height());
    gradient.setColorAt(0, sky);
    gradient.setColorAt(0.75, sun);
    gradient.setColorAt(0.76, ground);
    gradient.setColorAt(1, ground.darker(180));
    painter.fillRect(pixmap.rect(), gradient);
    painter.setPen(Qt::NoPen);
    painter.setBrush(sun.lighter(150));
    painter.drawEllipse(QPointF(size.width() * 0.62, size.height() * 0.6), size.height() * 0.14,
                        size.height() * 0.14);
    return pixmap;
}

struct Box
{
    QString title;
    int number;
    ShotStatus status;
    ShotLabel label;
    CardState state;
    QColor sky, sun, ground;
    bool playing = false;
    int comments = 0;
    int percent = -1;
    bool failed = false;
};

class Boxes final : public QWidget
{
public:
    Boxes() { setFixedSize(580, 330); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QList<Box> boxes{
            {u"Перрон"_s,
             19,
             ShotStatus::Done,
             ShotLabel::Orange,
             {},
             0x4A4870,
             0xC98F7A,
             0x1B1A28},
            {u"Разговор за столом"_s,
             34,
             ShotStatus::InProgress,
             ShotLabel::None,
             {},
             0x3A2412,
             0xD08A35,
             0x20120A,
             false,
             0,
             64},
            {u"Авария фонаря"_s,
             43,
             ShotStatus::InProgress,
             ShotLabel::Teal,
             {},
             0x3A0306,
             0xB0161F,
             0x1A0203,
             false,
             0,
             -1,
             true},
            {u"Письмо от отца"_s,
             17,
             ShotStatus::InProgress,
             ShotLabel::None,
             {false, true, false},
             0x2A1608,
             0xB06A2C,
             0x150A04,
             false,
             3},
            {u"Трава после дождя"_s,
             28,
             ShotStatus::InProgress,
             ShotLabel::Green,
             {true, false, false},
             0x4F7A35,
             0x9CB860,
             0x2E4A1E,
             true},
            {u"Дом у моря"_s,
             30,
             ShotStatus::Done,
             ShotLabel::None,
             {false, false, true},
             0x27364F,
             0x566380,
             0x10151F},
        };
        for (int i = 0; i < boxes.size(); ++i) {
            paintOne(painter, boxes[i], {8.0 + (i % 3) * 190, 8.0 + (i / 3) * 164.0});
        }
    }

private:
    void paintOne(QPainter& painter, const Box& box, const QPointF& at)
    {
        const Theme& theme = themeOf(this);
        const QRectF cover(at, QSizeF(176, 99));
        const QRectF card(at, QSizeF(176, 141));
        paintCardPlate(painter, card, box.state, theme);
        QPainterPath path;
        path.addRoundedRect(cover, 4, 4);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipPath(path);
        painter.drawPixmap(cover.topLeft(),
                           still(cover.size().toSize(), box.sky, box.sun, box.ground));
        painter.restore();
        if (box.playing) {
            paintPlayBar(painter, cover, 0.58);
            paintPlate(painter, cover.bottomRight() - QPointF(6, 14), Qt::BottomRightCorner,
                       u"0:03"_s, theme);
        }
        if (box.percent >= 0) {
            paintProgress(painter, {cover.left(), cover.bottom() + 3, cover.width(), 3},
                          box.percent / 100.0, theme);
        }
        const qreal line1 = cover.bottom() + 6;
        qreal x = at.x() + 2;
        const qreal bar = paintLabelBar(painter, {x, line1 + 2}, box.label, theme);
        x += bar > 0 ? bar + 6 : 0;
        const QFont small = ui::font(TextStyle::SmallMedium);
        x += paintText(painter, {x, line1, 40, 16}, QString::number(box.number), small, theme.text2)
            + 6;
        paintText(painter, {x, line1, card.right() - x, 16}, box.title, small, theme.text);
        const qreal line2 = line1 + 19;
        paintStatus(painter, {at.x(), line2}, glyphOf(box.status),
                    box.status == ShotStatus::Done ? u"Готово"_s : u"В работе"_s, theme);
        const qreal right = card.right() - 2;
        if (box.percent >= 0) {
            paintText(painter, {right - 60, line2, 60, 14}, percentText(box.percent),
                      ui::font(TextStyle::Tiny), theme.work, Qt::AlignRight);
        } else if (box.failed) {
            const qreal width = statusWidth(u"Ошибка"_s);
            paintStatus(painter, {right - width, line2}, StatusGlyph::Error, u"Ошибка"_s, theme);
        } else {
            const qreal width =
                paintPlayLength(painter, right, line2, u"0:05"_s, true, theme.text2);
            if (box.comments > 0) {
                const QString number = QString::number(box.comments);
                const QSizeF size(badgeSize(number, 16).width() + 15, 16);
                const QRectF pill(QPointF(right - width - 8 - size.width(), line2 - 1), size);
                paintBox(painter, pill, 8, theme.accent);
                paintIcon(painter, pill.topLeft() + QPointF(6, 2), u"comments"_s, 12,
                          theme.onAccent);
                paintText(painter, pill.adjusted(21, 0, 0, 0), number,
                          ui::font(TextStyle::TinyBold), theme.onAccent);
            }
        }
    }
};

class Surfaces final : public QWidget
{
public:
    Surfaces() { setFixedHeight(60); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& t = themeOf(this);
        const QList<QColor> colors{t.stage, t.window, t.panel,  t.raised,     t.hover,
                                   t.field, t.selBg,  t.accent, t.accentText, t.work,
                                   t.done,  t.error,  t.warn,   t.text,       t.text2};
        for (int i = 0; i < colors.size(); ++i) {
            paintBox(painter, QRectF(i * 38, 6, 32, 36), 5, colors[i], t.line);
        }
    }
};

template <class Widget>
Widget* pressedLook(Widget* widget)
{
    widget->setDown(true);
    return widget;
}

QWidget* buttons()
{
    auto* first = new Row;
    first->add(new Button(u"generate"_s, u"Сгенерировать"_s, Button::Kind::Main));
    first->add(pressedLook(new Button(u"generate"_s, u"Сгенерировать"_s, Button::Kind::Main)));
    first->add(new Button(u"Сгенерировать"_s, Button::Kind::Main), true);
    first->add(new Button(u"Недоступна"_s))->setEnabled(false);
    first->end();

    auto* second = new Row(8);
    second->add(new Button(u"animate"_s, u"Оживить"_s))->setKey(u"A"_s);
    second->add(pressedLook(new Button(u"animate"_s, u"Оживить"_s)));
    second->add(new Button(u"Сравнить"_s), true);
    second->add(new Button(u"Отбросить"_s, Button::Kind::Quiet));
    second->add(new Button(u"trash"_s, u"В корзину"_s, Button::Kind::Danger));
    second->end();

    auto* third = new Row(8);
    for (int i = 0; i < 4; ++i) {
        auto* loop = third->add(new Button(u"loop"_s, u"Цикл"_s, Button::Kind::Icon), i == 3);
        loop->setCheckable(true);
        loop->setChecked(i == 2);
        loop->setFramed(i == 1);
    }
    third->add(new Separator);
    third->add(new QCheckBox);
    third->add(new QCheckBox)->setChecked(true);
    auto* part = third->add(new QCheckBox);
    part->setTristate(true);
    part->setCheckState(Qt::PartiallyChecked);
    third->add(new QRadioButton)->setAutoExclusive(false);
    auto* radio = third->add(new QRadioButton);
    radio->setAutoExclusive(false);
    radio->setChecked(true);
    third->add(new Switch);
    third->add(new Switch)->setChecked(true);
    auto* slider = third->add(new QSlider(Qt::Horizontal));
    slider->setFixedWidth(110);
    slider->setValue(60);
    third->end();

    auto* fourth = new Row(8);
    fourth->add(new Button(u"plus"_s, u"Добавить модель"_s))->setExtent(Button::Extent::Small);
    auto* main = fourth->add(new Button(u"generate"_s, u"Сгенерировать"_s, Button::Kind::Main));
    main->setExtent(Button::Extent::Composer);
    main->setKey(u"Ctrl+Enter"_s);
    fourth->add(new Button(u"Войти"_s, Button::Kind::Main))->setExtent(Button::Extent::Large);
    fourth->add(new Button(u"Вернуть"_s, Button::Kind::Quiet))->setAccentText(true);
    fourth->end();

    auto* fifth = new Row(8);
    fifth->add(new Button(u"queue"_s, u"Очередь"_s, Button::Kind::Quiet))->setCount(3);
    fifth->add(new Button(u"comments"_s, u"Комментарии"_s, Button::Kind::Quiet))
        ->setCount(6, BadgeKind::Waits);
    auto* menu = fifth->add(new Button(u"import"_s, u"Добавить"_s, Button::Kind::Quiet));
    menu->setMenu(new PopupMenu(menu));
    fifth->add(new Avatar(u"Марина Ковалёва"_s));
    fifth->end();
    return section(u"Кнопки: покой, нажата, фокус, недоступна"_s,
                   {first, second, third, fourth, fifth});
}

QWidget* statuses()
{
    struct Word
    {
        StatusGlyph glyph;
        QString text;
    };
    const QList<Word> words{{StatusGlyph::Wait, u"Ожидание"_s},
                            {StatusGlyph::Work, u"В работе"_s},
                            {StatusGlyph::Done, u"Готово"_s},
                            {StatusGlyph::Error, u"Ошибка"_s},
                            {StatusGlyph::Cancel, u"Отменено"_s}};
    auto* pills = new Row;
    auto* plain = new Row(18);
    for (const Word& word : words) {
        pills->add(new StatusChip(word.glyph, word.text));
        plain->add(new StatusChip(word.glyph, word.text, StatusChip::Shape::Plain));
    }
    pills->end();
    plain->end();
    auto* labels = new Row(14);
    for (const ShotLabel label : allLabels()) {
        labels->add(new LabelBar(label, true));
    }
    labels->end();
    auto* marks = new Row(10);
    marks->add(new Badge(6, BadgeKind::Waits));
    marks->add(new Badge(3));
    marks->add(new Badge(120, BadgeKind::Waits));
    marks->add(new Separator);
    auto* on = marks->add(new Chip(u"video"_s, u"Видео"_s));
    on->setCount(6);
    on->setChecked(true);
    marks->add(new Chip(u"С видео"_s), true);
    marks->add(new Chip(u"heart"_s, u"Избранное"_s))->setCount(-1);
    auto* model = marks->add(new Chip(u"Модель"_s));
    model->setMenu(new PopupMenu(model));
    marks->end();
    auto* bar = new ProgressBar;
    bar->setShare(0.64);
    auto* barRow = new Row;
    barRow->add(bar);
    auto* words2 = new Row;
    words2->add(new ElidedLabel(u"В работе, 64 %"_s, TextStyle::Small, TextRole::Secondary));
    words2->end();
    words2->add(new ElidedLabel(u"Осталось около 40 с"_s, TextStyle::Small, TextRole::Secondary));
    auto* colors = new Row;
    colors->add(new Surfaces);
    return section(u"Статусы, метки, знаки"_s,
                   {pills, plain, labels, marks, barRow, words2, colors});
}

QWidget* contextMenu()
{
    auto* menu = new PopupMenu;
    menu->setWindowFlags(Qt::Widget);
    menu->addItem(u"shot"_s, u"Открыть"_s, u"Enter"_s);
    QAction* animate = menu->addItem(u"animate"_s, u"Оживить хедлайнер"_s, u"A"_s);
    menu->addItem(u"play"_s, u"Проиграть с этого места"_s, u"Пробел"_s);
    menu->addSeparator();
    menu->addPopup(u"status-work"_s, u"Статус"_s)->addItem({}, u"Готово"_s);
    menu->addPopup(u"label"_s, u"Метка"_s)->addItem({}, u"Красная"_s);
    menu->addSeparator();
    menu->addItem(u"copy"_s, u"Дублировать"_s, u"Ctrl+D"_s);
    menu->addItem(u"export"_s, u"Экспорт хедлайнера…"_s);
    menu->addItem(u"link"_s, u"Недоступно"_s, u"L"_s)->setEnabled(false);
    menu->addDanger(u"trash"_s, u"В корзину"_s, u"Del"_s);
    menu->setActiveAction(animate);
    auto* row = new Row;
    row->add(menu);
    row->end();
    return section(u"Контекстное меню бокса"_s, {row});
}

QWidget* fields()
{
    auto* first = new Row(12);
    auto* name = first->add(new QLineEdit);
    name->setPlaceholderText(u"Название шота"_s);
    auto* typed = first->add(new QLineEdit, true);
    typed->setText(u"Лучи между…"_s);
    auto* wrong = first->add(new QLineEdit);
    wrong->setText(u"12,5 с"_s);
    wrong->setProperty("invalid", true);

    auto* second = new Row(12);
    auto* duration = new TextField(u"Длительность"_s);
    duration->setText(u"12,5 с"_s);
    duration->setError(u"Длительность для этой модели: 5 или 10 с"_s);
    second->add(duration);
    auto* password = new PasswordField(u"Пароль"_s);
    password->setText(u"mayak-2211"_s);
    second->add(password);
    auto* off = new TextField(u"Прокси"_s);
    off->setPlaceholderText(u"Не нужен"_s);
    off->setEnabled(false);
    second->add(off);

    auto* third = new Row(12);
    auto* jobs = new QComboBox;
    jobs->addItems({u"1"_s, u"2"_s, u"4"_s});
    jobs->setCurrentIndex(1);
    third->add(new Field(u"Одновременных задач"_s, jobs));
    auto* variants = new QSpinBox;
    variants->setRange(1, 8);
    variants->setValue(2);
    third->add(new Field(u"Вариантов"_s, variants));
    auto* search = new SearchField(u"Поиск по тексту и промтам"_s);
    search->setKey(u"Ctrl+F"_s);
    third->add(search);

    auto* fourth = new Row(12);
    auto* prompt = new TextArea;
    prompt->setText(u"Медленный наезд на профиль девушки у окна вагона, закатный свет скользит по "
                    u"лицу, в стекле отражается бегущее поле, лёгкая вибрация поезда, плёночное "
                    u"зерно"_s);
    fourth->add(new Field(u"Промт"_s, prompt));

    auto* fifth = new Row(16);
    auto* closeness = new LabelledSlider(u"Близость к промту"_s, 0, 100);
    closeness->setFormat([](int value) { return decimalText(value / 100.0); });
    closeness->setValue(55);
    closeness->setTrackWidth(90);
    fifth->add(closeness);
    auto* keepSeed = fifth->add(new QCheckBox(u"Сохранить сид"_s));
    keepSeed->setChecked(true);
    fifth->add(new QRadioButton(u"Только с хедлайнером"_s))->setChecked(true);
    fifth->end();
    auto* sixth = new Row;
    sixth->add(new Switch(u"Разрешить комментарии и решения"_s))->setChecked(true);
    return section(u"Поля"_s, {first, second, third, fourth, fifth, sixth}, 2);
}

QWidget* lists()
{
    auto* list = new QTableWidget(4, 3);
    list->setHorizontalHeaderLabels({u"Параметр"_s, u"Вид"_s, u"Значения"_s});
    list->verticalHeader()->hide();
    list->setShowGrid(false);
    list->setSelectionBehavior(QAbstractItemView::SelectRows);
    const QStringList cells{u"Промт"_s,        u"Текст"_s,    u"до 2500 знаков"_s,
                            u"Начало"_s,       u"Картинка"_s, u"JPEG, PNG, до 10 МБ"_s,
                            u"Длительность"_s, u"Список"_s,   u"5 с, 10 с"_s,
                            u"Близость"_s,     u"Число"_s,    u"от 0 до 1"_s};
    for (int i = 0; i < cells.size(); ++i) {
        list->setItem(i / 3, i % 3, new QTableWidgetItem(cells[i]));
    }
    list->selectRow(1);
    list->setFixedHeight(150);
    list->horizontalHeader()->setStretchLastSection(true);
    auto* scroll = new QScrollArea;
    auto* text = new SelectableText(
        u"Профиль молодой женщины у окна вагона, висок касается стекла, закатный свет сзади, "
        u"тёплый "
        u"контровой контур, в стекле отражение поля, камера 35 мм, малая глубина резкости, плёнка "
        u"Kodak 2383. Профиль молодой женщины у окна вагона, висок касается стекла, закатный свет "
        u"сзади, тёплый контровой контур."_s);
    scroll->setWidget(text);
    scroll->setWidgetResizable(true);
    scroll->setFixedHeight(86);
    return section(u"Таблица и прокрутка"_s, {list, scroll}, 12);
}

QWidget* sheet()
{
    auto* page = new QWidget;
    page->setFixedSize(1920, 1290);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    for (int i = 0; i < 3; ++i) {
        grid->setColumnMinimumWidth(i, 640);
    }
    grid->addWidget(buttons(), 0, 0);
    grid->addWidget(statuses(), 0, 1);
    grid->addWidget(contextMenu(), 0, 2);
    auto* boxes = new Row;
    boxes->add(new Boxes);
    boxes->end();
    grid->addWidget(section(u"Бокс: обложка чистая, всё остальное в подписи"_s, {boxes}), 1, 0);
    grid->addWidget(fields(), 1, 1);
    auto* empty =
        new EmptyState(u"Здесь будет ваш фильм"_s,
                       u"Перетащите сюда файлы, вставьте список шотов\nили начните с одного"_s);
    empty->addButton(u"plus"_s, u"Новый шот"_s);
    empty->addButton(u"import"_s, u"Импорт таблицы"_s);
    grid->addWidget(section(u"Пустой стол"_s, {empty}), 1, 2);
    grid->addWidget(lists(), 2, 1);
    auto* toasts = new ToastStack(page);
    toasts->show(ToastKind::Note, u"2 шота в корзине"_s, u"Вернуть"_s, u"trash"_s);
    toasts->show(ToastKind::Done, u"21 · Вера у окна вагона: видео готово"_s, u"Показать"_s);
    toasts->show(ToastKind::Error, u"Ключ OpenAI не подходит. Проверьте его в настройках"_s,
                 u"Открыть настройки провайдера"_s);
    return page;
}

void fillDialog(Dialog* dialog)
{
    auto* name = new TextField(u"Название"_s);
    name->setText(u"Последний маяк"_s);
    dialog->content()->addWidget(name);
    auto* folder = new TextField(u"Папка библиотеки"_s);
    folder->setText(u"/дом/Видео/Раскадр"_s);
    folder->setHint(u"Свободно 212 ГБ"_s);
    dialog->content()->addWidget(folder);
    dialog->content()->addWidget(new Switch(u"Разрешить скачивать"_s));
    dialog->addButton(u"Отозвать ссылку"_s, Button::Kind::Danger);
    dialog->addReject(u"Отмена"_s);
    dialog->addAccept(u"Создать проект"_s);
    dialog->open();
}

} // namespace

int main(int argc, char** argv)
{
    prepareTextRendering();
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::Russian));
    if (argc < 2) {
        applyTheme(application, true);
        sheet()->show();
        return QApplication::exec();
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    for (const bool dark : {true, false}) {
        applyTheme(application, dark, true);
        const QString name = dark ? u"dark"_s : u"light"_s;
        const std::unique_ptr<QWidget> page(sheet());
        page->show();
        QApplication::processEvents();
        page->grab().save(folder.filePath(u"gallery-%1.png"_s.arg(name)));

        RaskadrStyle::of(nullptr)->setKeyboardInUse(true);
        const std::unique_ptr<QWidget> below(sheet());
        below->show();
        auto* dialog = new Dialog(below.get(), u"Новый проект"_s);
        fillDialog(dialog);
        QApplication::processEvents();
        below->grab().save(folder.filePath(u"dialog-%1.png"_s.arg(name)));
        dialog->reject();
        Dialog::ask(below.get(), u"Удалить 3 шота?"_s,
                    u"Шоты и их ассеты окажутся в корзине. Их можно вернуть в любой момент."_s,
                    u"В корзину"_s, Button::Kind::Danger);
        QApplication::processEvents();
        below->grab().save(folder.filePath(u"ask-%1.png"_s.arg(name)));
        RaskadrStyle::of(nullptr)->setKeyboardInUse(false);
    }
    return 0;
}

#include "ui/settings/modelrow.h"

#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"

#include <QGridLayout>
#include <QPainter>

#include <array>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowSideMargin = 20;
constexpr int arrowSize = 16;
constexpr int widthWithVersion = 600;
constexpr int leastShare = 16; // of a column of parameters

} // namespace

ModelRow::ModelRow(const ModelLine& line, QWidget* parent)
    : QAbstractButton(parent)
    , m_line(line)
{
    setText(line.name);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(44);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleDescription(line.task + u", "_s + line.price);
}

void ModelRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    if (underMouse()) {
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 6, theme.raised);
    }
    const qreal inner = width() - 2 * rowSideMargin - arrowSize - 12;
    const bool wide = inner >= widthWithVersion;
    const std::array<qreal, 4> shares = wide ? std::array<qreal, 4>{0.42, 0.24, 0.22, 0.12}
                                             : std::array<qreal, 4>{0.43, 0.28, 0.29, 0};
    const std::array<QString, 4> texts{m_line.name, m_line.task, m_line.price,
                                       tr("version %1").arg(m_line.revision)};
    qreal x = rowSideMargin;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] > 0) {
            const TextStyle style = i > 0 ? TextStyle::Body
                : isChecked()             ? TextStyle::BodyBold
                                          : TextStyle::BodyMedium;
            paintText(painter, QRectF(x, 0, shares[i] * inner - 12, height()), texts[i],
                      ui::font(style), i == 0 ? theme.text : theme.text2);
        }
        x += shares[i] * inner;
    }
    paintIcon(painter, QPointF(width() - rowSideMargin - arrowSize, (height() - arrowSize) / 2.0),
              isChecked() ? u"chevron-down"_s : u"chevron-right"_s, arrowSize, theme.text2);
}

ParameterTable::ParameterTable(const QList<ParameterLine>& lines, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 10, 16, 10);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(17);
    const QStringList titles{tr("Parameter"), tr("Kind"), tr("Values"), tr("By default")};
    for (int column = 0; column < titles.size(); ++column) {
        grid->addWidget(new ElidedLabel(titles[column], TextStyle::Small, TextRole::Secondary), 0,
                        column);
    }
    for (const ParameterLine& line : lines) {
        const int row = grid->rowCount();
        auto* name = new ElidedLabel(line.name);
        m_firstCells.append(name);
        grid->addWidget(name, row, 0);
        grid->addWidget(new ElidedLabel(line.kind), row, 1);
        grid->addWidget(new ElidedLabel(line.values), row, 2);
        grid->addWidget(new ElidedLabel(line.initial, TextStyle::Body, TextRole::Secondary), row,
                        3);
    }
    const QList<int> shares{6, 5, 8, 5};
    for (int column = 0; column < shares.size(); ++column) {
        grid->setColumnStretch(column, shares[column]);
        grid->setColumnMinimumWidth(column, leastShare * shares[column]);
    }
}

void ParameterTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, rect(), 6, theme.window, theme.line);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const QWidget* cell : m_firstCells) {
        painter.fillRect(QRect(1, cell->y() - 9, width() - 2, 1), theme.line);
    }
}

} // namespace raskadr::ui

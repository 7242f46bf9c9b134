// Paints twelve prompts with the draft engine on one sheet, for people to look at:
//     draft_contactsheet sheet.png [seed [height [prompt...]]]
// Given prompts fill the sheet in turn: one alone shows its variants. The first picture becomes a
// film beside the sheet, sheet.png.mp4.

#include "core/draft/draftengine.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTextStream>

#include <ctime>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

int main(int argc, char** argv)
{
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QTextStream out(stdout);
    if (arguments.size() < 2) {
        out << "draft_contactsheet sheet.png [seed [height [prompt...]]]\n";
        return 2;
    }
    const quint64 seed = arguments.value(2, u"7"_s).toULongLong();
    const int height = arguments.value(3, u"720"_s).toInt();
    QStringList prompts{
        u"Маяк на утёсе ночью, луч над морем, общий план"_s,
        u"Рассвет над морем, женщина на берегу"_s,
        u"Ночная улица под дождём, человек с зонтом, неон"_s,
        u"Лес в тумане, солнечные лучи между стволами"_s,
        u"Горы под снегом, путник на перевале, холодный свет"_s,
        u"Комната, свет из окна, женщина у окна, тёплый"_s,
        u"Крупный план, женщина в профиль на закате, 85 мм"_s,
        u"Город ночью, общий план с крыши"_s,
        u"Дорога через поле на закате, 24 мм"_s,
        u"Сумерки в гавани, лодка у причала"_s,
        u"Поле днём, одинокое дерево, облака"_s,
        u"Шторм, маяк, молния над морем"_s,
    };
    if (arguments.size() > 4) {
        for (int i = 0; i < prompts.size(); ++i) {
            prompts[i] = arguments.at(4 + i % (arguments.size() - 4));
        }
    }
    constexpr QSize cell(640, 360);
    constexpr int gap = 12;
    QImage sheet(3 * cell.width() + 4 * gap, 4 * cell.height() + 5 * gap, QImage::Format_RGB32);
    sheet.fill(QColor(18, 18, 18));
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QTemporaryDir folder;
    DraftEngine engine;
    qint64 total = 0;
    for (int i = 0; i < prompts.size(); ++i) {
        BuiltinRequest request;
        request.modelId = u"draft.image"_s;
        request.prompt = prompts.at(i);
        request.seed = seed + quint64(i);
        request.parameters = QByteArray("{\"height\": ") + QByteArray::number(height) + "}";
        request.outputPath = folder.filePath(QString::number(i) + u".png"_s);
        const std::clock_t start = std::clock();
        const auto result = engine.run(request, [](double) {}, {});
        const qint64 took = (std::clock() - start) * 1000 / CLOCKS_PER_SEC;
        total += took;
        if (!result) {
            out << "failed: " << result.error().detail << '\n';
            return 1;
        }
        out << took << " ms  " << request.prompt << '\n';
        const QImage picture(result->path);
        painter.drawImage(QRect(QPoint(gap + (i % 3) * (cell.width() + gap),
                                       gap + (i / 3) * (cell.height() + gap)),
                                cell),
                          picture.scaled(cell, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    painter.end();
    BuiltinRequest film;
    film.modelId = u"draft.video"_s;
    film.inputs = {{u"start"_s, folder.filePath(u"0.png"_s), {}, prompts.first(), seed}};
    film.outputPath = arguments.at(1) + u".mp4"_s;
    const std::clock_t start = std::clock();
    if (const auto filmed = engine.run(film, [](double) {}, {}); !filmed) {
        out << "failed: " << filmed.error().detail << '\n';
        return 1;
    }
    out << (std::clock() - start) * 1000 / CLOCKS_PER_SEC
        << " ms of processor time for a film of 4 s\n";
    out << total / prompts.size() << " ms of processor time per picture\n";
    return sheet.save(arguments.at(1)) ? 0 : 1;
}

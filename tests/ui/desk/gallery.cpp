// The desk and the film over a library made of the pictures of a folder, for eyes:
// `desk_gallery <folder with pictures> <folder for screenshots>` writes PNG files in both themes.

#include "deskbench.h"

#include "core/media/cachefolder.h"
#include "core/media/palette.h"
#include "core/media/thumbnailer.h"
#include "tests/support/gallery.h"
#include "tests/support/rows.h"
#include "ui/common/button.h"
#include "ui/common/chip.h"
#include "ui/common/theme.h"
#include "ui/player/filmplayer.h"
#include "ui/player/filmview.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/bulkbar.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList titles{u"Берег до рассвета"_s,    u"Чайки над туманом"_s,
                         u"Тёмная вода"_s,          u"Маяк на утёсе"_s,
                         u"Линза фонаря"_s,         u"Лодка в тумане"_s,
                         u"Вера смотрит на море"_s, u"Город: общий план"_s,
                         u"Улица под дождём"_s,     u"Такси"_s,
                         u"Вера под зонтом"_s,      u"Капли на стекле"_s};

class Gallery final
{
public:
    Gallery(QString pictures, QString target)
        : m_pictures(std::move(pictures))
        , m_target(std::move(target))
        , m_bench(60)
    {
        fill();
    }

    void shootAll(bool dark)
    {
        applyTheme(*qApp, dark, true);
        DeskPage& page = m_bench.page();
        auto* board = page.findChild<BoardView*>();
        page.setAttribute(Qt::WA_DontShowOnScreen);
        page.open(m_bench.project());
        page.show();
        page.setProgress(m_running, 0.64, 9000);
        for (const QSize& size : {QSize(1920, 1032), QSize(1280, 752), QSize(1120, 652)}) {
            page.resize(size);
            board->setSelection({});
            shoot(u"desk"_s, dark);
            board->setSelection({m_bench.id(26), m_bench.id(27)});
            shoot(u"selection"_s, dark);
            page.restoreState(R"({"panel":true})");
            board->setSelection({m_bench.id(2)});
            shoot(u"panel"_s, dark);
            page.restoreState({});
        }
        page.resize(1920, 1032);
        m_bench.controller().trash({m_bench.id(3), m_bench.id(4), m_bench.id(7)});
        m_bench.settle();
        auto* chip = page.findChild<Chip*>();
        chip->click();
        shoot(u"trash"_s, dark);
        chip->click();
        m_bench.commands().undo();
        m_bench.settle();
        for (const int index : {49, 57, 59}) {
            board->setSelection({});
            board->setCurrent(m_bench.id(index));
            page.playFilm();
            auto* film = page.window()->findChild<FilmView*>();
            QTest::qWait(1200);
            film->player().pause();
            shoot(u"film-%1"_s.arg(index + 1), dark);
            film->closeFilm();
            QTest::qWait(1);
        }
    }

    void shootEmpty(bool dark)
    {
        DeskBench bench(0);
        bench.page().resize(1280, 752);
        bench.page().setAttribute(Qt::WA_DontShowOnScreen);
        bench.page().open(bench.project());
        bench.page().show();
        QTest::qWait(100);
        bench.page().grab().save(nameOf(u"empty"_s, bench.page().size(), dark));
    }

private:
    QString nameOf(const QString& name, const QSize& size, bool dark) const
    {
        return QDir(m_target).filePath(
            u"%1-%2-%3.png"_s.arg(name).arg(size.width()).arg(dark ? u"dark"_s : u"light"_s));
    }

    void shoot(const QString& name, bool dark)
    {
        QTest::qWait(600); // thumbnails and motion
        m_bench.page().grab().save(nameOf(name, m_bench.page().size(), dark));
    }

    void fill()
    {
        const QFileInfoList files =
            QDir(m_pictures)
                .entryInfoList({u"*.webp"_s, u"*.png"_s, u"*.jpg"_s}, QDir::Files, QDir::Name);
        const CacheFolder cache(m_bench.filePath(u"cache"_s));
        for (int i = 0; i < 60; ++i) {
            const ShotId shot = m_bench.id(i);
            ShotChanges changes;
            changes.title = titles.at(i % titles.size());
            changes.script =
                u"Серое утро. Волны идут к берегу ровно, как строки; маяк ещё горит."_s;
            changes.status = i < 25 ? ShotStatus::Done
                : i < 45            ? ShotStatus::InProgress
                                    : ShotStatus::Waiting;
            changes.label = i % 5 == 0 ? ShotLabel::None : static_cast<ShotLabel>(i / 9);
            changes.plannedDurationMs = 3000 + i % 4 * 1000;
            m_bench.controller().editShots({shot}, changes);
            if (i < 58 && !files.isEmpty()) {
                const QString path = files.at(i % files.size()).filePath();
                const QImage image(path);
                const AssetId asset = m_bench.addAsset(
                    shot, path, i != 53, Palette::of(image.scaledToWidth(120)).toString());
                Q_UNUSED(asset)
                makeThumbnails(path, cache, image);
            }
        }
        m_bench.settle();
        m_bench.addJob(m_bench.id(42), JobState::Failed);
        m_running = m_bench.addJob(m_bench.id(33), JobState::Running);
    }

    void makeThumbnails(const QString& path, const CacheFolder& cache, const QImage& image) const
    {
        const QString sha256 = shaOf(path);
        for (const int level : {120, 240, 480, 960}) {
            const QString file = cache.thumbnailPath(sha256, level);
            QDir().mkpath(QFileInfo(file).path());
            image.scaled(level, level, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                .save(file, "JPG", 92);
        }
    }

    static QString shaOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(
                   QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex())
                                              : QString();
    }

    QString m_pictures;
    QString m_target;
    DeskBench m_bench;
    GenerationId m_running;
};

} // namespace

int main(int argc, char** argv)
{
    return test::runGallery(argc, argv, [](const QString& pictures, const QString& target) {
        Gallery gallery(pictures, target);
        for (const bool dark : {true, false}) {
            gallery.shootAll(dark);
            gallery.shootEmpty(dark);
        }
    });
}

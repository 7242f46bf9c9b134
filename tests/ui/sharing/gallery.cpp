// The windows of sharing and comments for eyes: `sharing_gallery PICTURES SCREENSHOTS
// [translation]`.

#include "samples.h"

#include "tests/support/gallery.h"
#include "ui/common/chip.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/commentspage.h"
#include "ui/sharing/sharedialog.h"
#include "ui/sharing/shotcomments.h"

#include <QApplication>
#include <QDir>
#include <QListView>
#include <QTest>
#include <QVBoxLayout>

using namespace raskadr;
using namespace raskadr::test;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

class Gallery
{
public:
    Gallery(QString pictures, QString target)
        : m_pictures(std::move(pictures))
        , m_target(std::move(target))
        , m_thumbnails([this](const QString& sha256, int) { return pathOf(sha256); })
    {
    }

    void shootAll(const QSize& size, bool dark)
    {
        m_suffix = u"-%1-%2.png"_s.arg(size.width()).arg(dark ? u"dark"_s : u"light"_s);
        shootComments(size);
        shootEmpty(size);
        shootPanel(size);
        shootDialogs(size);
    }

private:
    QString pathOf(const QString& sha256) const
    {
        return QDir(m_pictures).filePath(sha256 + u".webp"_s);
    }

    CommentRow comment(const Room& room, int number, const QString& title, const QString& author,
                       const QString& text, int minutesAgo)
    {
        const auto shot = m_shots.constFind(number);
        const ShotId id = shot == m_shots.constEnd() ? ShotId::create() : *shot;
        m_shots.insert(number, id);
        CommentRow row = aComment(room, id, author, text,
                                  QDateTime::currentMSecsSinceEpoch() - minutesAgo * 60'000LL);
        row.comment.seenNumber = number;
        row.comment.seenTitle = title;
        row.number = number;
        row.title = title;
        row.status = ShotStatus::Done;
        row.seenSha256 = u"f%1"_s.arg(number % 22 + 1, 2, 10, QChar(u'0'));
        return row;
    }

    QList<CommentRow> rows()
    {
        const Room client{ShareId::create(), u"Клиент"_s};
        const Room director{ShareId::create(), u"Режиссёр"_s};
        QList<CommentRow> all;
        CommentRow first = comment(
            client, 42, u"Сигнальная ракета"_s, u"Анна Викторовна"_s,
            u"Ракета слишком высоко, её видно только полсекунды. Можно задержать на ней взгляд?"_s,
            12);
        first.comment.atMs = 3000;
        first.isCurrent = false;
        first.comment.seenNumber = 40;
        first.seenPublishedMs = QDateTime::currentMSecsSinceEpoch() - 9 * 86'400'000LL;
        all << first;
        all << comment(client, 42, u"Сигнальная ракета"_s, u"Анна Викторовна"_s,
                       u"И ещё: красный очень хорош, не теряйте его."_s, 11);
        CommentRow answer = anAnswer(first, u"Задержим на полторы секунды, покажем завтра."_s,
                                     QDateTime::currentMSecsSinceEpoch() - 240'000);
        answer.delivery = CommentDelivery::Waiting;
        all << answer;
        all << comment(
            director, 29, u"Лучи между стволами"_s, u"Игорь Семёнович"_s,
            u"Лучи красивые. А героиня здесь в том же пальто, что и на перроне? "
            "Рентгеноэлектрокардиографическийдлинныйбезпробеловтекстпроверяющийперенос https://example.com/x"_s,
            34);
        CommentRow changes =
            comment(client, 17, u"Письмо от отца"_s, u"Анна Викторовна"_s, QString(), 60);
        changes.comment.kind = CommentKind::Verdict;
        changes.comment.verdict = Verdict::Changes;
        all << changes;
        CommentRow read =
            comment(client, 17, u"Письмо от отца"_s, u"Павел"_s, u"Свет отличный."_s, 1600);
        read.comment.read = true;
        all << read;
        CommentRow accepted =
            comment(client, 50, u"Луч находит катер"_s, u"Анна Викторовна"_s, QString(), 1700);
        accepted.comment.kind = CommentKind::Verdict;
        accepted.comment.verdict = Verdict::Accepted;
        accepted.comment.read = true;
        all << accepted;
        CommentRow resolved = comment(client, 11, u"Вера под зонтом"_s, u"Анна Викторовна"_s,
                                      u"Зонт лучше чёрный, без узора."_s, 14000);
        resolved.comment.read = true;
        resolved.comment.resolved = true;
        all << resolved;
        return all;
    }

    CommentsPage* page(const QSize& size)
    {
        auto* page = new CommentsPage(m_thumbnails, [this](const QString& sha256) {
            return std::optional(StageMedium{pathOf(sha256), false, false, {1280, 720}});
        });
        page->resize(size);
        page->open();
        page->setSharable(true);
        return page;
    }

    void shootComments(const QSize& size)
    {
        const std::unique_ptr<CommentsPage> shown(page(size));
        shown->setHasLinks(true);
        shown->setRows(rows());
        shown->setStanding(
            QCoreApplication::translate(
                "raskadr::desktop::CommentFlow",
                "No connection to the server since %1. Answers go out when it is back.")
                .arg(u"14:02"_s),
            QCoreApplication::translate("raskadr::desktop::CommentFlow", "Try now"));
        shoot(*shown, u"comments"_s);
        shown->setStanding({}, {});
        shown->findChild<QListView*>()->setCurrentIndex(
            shown->findChild<QListView*>()->model()->index(2, 0));
        shoot(*shown, u"comments-long"_s);
    }

    void shootEmpty(const QSize& size)
    {
        const std::unique_ptr<CommentsPage> shown(page(size));
        shown->setRows({});
        shoot(*shown, u"comments-empty"_s);
    }

    void shootPanel(const QSize& size)
    {
        QWidget window;
        window.resize(size.width() * 2 / 3, 400);
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        auto* panel = new ShotComments;
        panel->toggle()->setParent(&window);
        column->addWidget(panel);
        column->addStretch(1);
        QList<CommentRow> ofShot;
        for (const CommentRow& row : rows()) {
            if (row.number == 42) {
                ofShot.append(row);
            }
        }
        window.show();
        panel->setRows(ShotId::create(), ofShot, {});
        shoot(window, u"panel"_s);
    }

    void shootDialogs(const QSize& size)
    {
        QWidget window;
        window.resize(size);
        window.show();
        ShareGround ground = aGround();
        ground.projectTitle = u"Последний маяк"_s;
        ground.selected = {ShotId::create(), ShotId::create()};
        auto* fresh = new ShareDialog(&window, m_thumbnails);
        fresh->setGround(ground);
        fresh->setLines({});
        fresh->choose({});
        fresh->open();
        shoot(window, u"share-new"_s);
        ShareGround bare = ground;
        bare.servers.clear();
        fresh->setGround(bare);
        shoot(window, u"share-login"_s);
        fresh->reject();

        ShareLine client = aLink(u"Клиент"_s);
        client.share.options.title = u"Последний маяк. Черновая сборка"_s;
        client.share.options.greeting =
            u"Здравствуйте! Посмотрите, пожалуйста, шоты 17, 29 и 42: там новые варианты по вашим замечаниям."_s;
        client.share.publishedMs = QDateTime::currentMSecsSinceEpoch() - 86'000'000;
        client.share.visits = 4;
        client.share.lastVisitMs = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
        client.share.options.hasPassword = true;
        client.share.expiresMs = QDateTime::currentMSecsSinceEpoch() + 30 * 86'400'000LL;
        client.stale = 5;
        ShareLine director = aLink(u"Режиссёр"_s, ShareWay::Lan);
        director.share.url = u"http://192.168.1.5:8788/s/Jf83kdPq1Zx7"_s;
        ShareLine folder =
            aLink(u"Архив для площадки с очень длинным названием"_s, ShareWay::Folder);
        ShareLine gone = aLink(u"Продюсер"_s);
        gone.share.state = ShareState::Revoked;
        ShareLine here = aLink(u"Проверка"_s);
        here.share.url = u"http://127.0.0.1:8787/s/abc"_s;
        auto* dialog = new ShareDialog(&window, m_thumbnails);
        dialog->setGround(ground);
        dialog->setLines({client, director, folder, gone, here});
        dialog->choose(client.share.id);
        dialog->open();
        shoot(window, u"share-stale"_s);
        dialog->choose(folder.share.id);
        shoot(window, u"share-folder"_s);
        dialog->choose(gone.share.id);
        shoot(window, u"share-revoked"_s);
        dialog->choose(here.share.id);
        shoot(window, u"share-loopback"_s);
        ShareProgress progress;
        progress.phase = ShareProgress::Phase::Uploading;
        progress.fraction = 0.68;
        progress.files = 56;
        progress.filesDone = 38;
        progress.filesReused = 18;
        progress.bytes = 208'000'000;
        progress.bytesDone = 142'000'000;
        progress.remainingMs = 61'000;
        const QStringList titles{u"Винтовая лестница"_s, u"Небо темнеет"_s, u"Дождь по стеклу"_s,
                                 u"Волна бьёт в башню"_s, u"Молния"_s};
        for (int i = 0; i < titles.size(); ++i) {
            progress.shots.append({ShotId::create(), 37 + i, titles.at(i), u"f0%1"_s.arg(i + 1),
                                   i == 0      ? ShareShotLine::State::Done
                                       : i < 3 ? ShareShotLine::State::Working
                                               : ShareShotLine::State::Waiting,
                                   i == 1 ? 0.72 : 0.31});
        }
        dialog->choose(client.share.id);
        dialog->setProgress(client.share.id, progress);
        shoot(window, u"share-progress"_s);
        client.failure = u"Сервер недоступен. Проверьте подключение к интернету."_s;
        client.refused = {u"Шот 12 «Мост»: файл хедлайнера не найден."_s};
        dialog->setLines({client, director, folder, gone, here});
        shoot(window, u"share-failed"_s);
    }

    void shoot(QWidget& widget, const QString& name)
    {
        widget.show();
        QTest::qWait(350);
        widget.grab().save(QDir(m_target).filePath(name + m_suffix));
    }

    QString m_pictures;
    QString m_target;
    QString m_suffix;
    ThumbnailCache m_thumbnails;
    QHash<int, ShotId> m_shots;
};

} // namespace

int main(int argc, char** argv)
{
    return runGallery(argc, argv, [](const QString& pictures, const QString& target) {
        for (const bool dark : {true, false}) {
            applyTheme(*qApp, dark, true);
            Gallery(pictures, target).shootAll({1920, 1032}, dark);
            Gallery(pictures, target).shootAll({1120, 652}, dark);
        }
    });
}

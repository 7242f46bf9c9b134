#include "core/wire/page.h"

#include "core/wire/pagewords.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace raskadr::wire;

namespace {

const std::string hostile =
    "</script><script>alert(1)</script>\" onload='alert(2)' & {{title}} <!--";

BoardShot shotNamed(std::string id, int number, std::string title)
{
    BoardShot shot;
    shot.id = std::move(id);
    shot.number = number;
    shot.title = std::move(title);
    shot.kind = ShotKind::Image;
    shot.width = 1920;
    shot.height = 1080;
    shot.media[MediaRole::Thumb] = "/s/token/m/" + shot.id + "t.webp";
    shot.media[MediaRole::Medium] = "/s/token/m/" + shot.id + "m.webp";
    shot.media[MediaRole::Full] = "/s/token/m/" + shot.id + "f.webp";
    shot.media[MediaRole::FullJpeg] = "/s/token/m/" + shot.id + "f.jpg";
    return shot;
}

BoardShot filmNamed(std::string id, int number, std::string title)
{
    BoardShot shot = shotNamed(std::move(id), number, std::move(title));
    shot.kind = ShotKind::Video;
    shot.durationMs = 4'600;
    shot.media[MediaRole::Full] = "/s/token/m/" + shot.id + "f.mp4";
    shot.media[MediaRole::Hover] = "/s/token/m/" + shot.id + "h.mp4";
    return shot;
}

Board lighthouse()
{
    Board board;
    board.title = "Последний маяк";
    board.greeting = "Здравствуйте!";
    board.canComment = true;
    board.revision = 3;
    board.shots = {shotNamed("aa", 1, "Берег"), filmNamed("bb", 2, "Чайки"),
                   shotNamed("cc", 3, "Вода")};
    return board;
}

PageView guest()
{
    PageView view;
    view.base = "/s/token";
    view.origin = "https://kadr.example";
    view.formKey = "0123456789abcdef";
    return view;
}

Comment said(std::string id, std::string text, std::int64_t revision = 3)
{
    Comment comment;
    comment.id = std::move(id);
    comment.shotId = "bb";
    comment.author = "Анна";
    comment.text = std::move(text);
    comment.revision = revision;
    comment.createdAt = 1'764'421'320'000;
    return comment;
}

bool has(const std::string& page, std::string_view part)
{
    return page.find(part) != std::string::npos;
}
qsizetype times(const std::string& page, const char* part)
{
    return QByteArray::fromStdString(page).count(part);
}

} // namespace

class PageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheShotsInOrderAndLeadsToEachOfThemWithoutAScript()
    {
        const std::string page = boardPage(lighthouse(), guest());
        QVERIFY(page.starts_with("<!doctype html><html lang=\"ru\">"));
        QVERIFY(has(page, "<body class=\"film\" data-page=\"board\" data-base=\"/s/token\""));
        QVERIFY(page.find("Берег") < page.find("Чайки"));
        QVERIFY(has(page, "<li id=\"s-bb\"><a href=\"?shot=bb\" data-length=\"0:05\">"));
        QVERIFY(has(page, "2 <span>Чайки</span>"));
        QVERIFY(has(page, "3 шота · 0:11"));
        QVERIFY(has(page, "Принято 0 из 3"));
    }
    void tellsHowLongTheFilmIsAsFarAsThatIsKnown()
    {
        Board board = lighthouse();
        board.shots[0].durationMs = 20'000;
        QVERIFY(has(boardPage(board, guest()), "3 шота · 0:28"));
        board.shots = {shotNamed("aa", 1, "Берег"), shotNamed("cc", 2, "Вода")};
        QVERIFY(!has(boardPage(board, guest()), "2 шота ·"));
        board.shots[1].durationMs = 2'000;
        QVERIFY(has(boardPage(board, guest()), "2 шота · 0:05"));
    }
    void saysSoonWhereThereIsNothingYet()
    {
        Board board = lighthouse();
        BoardShot empty;
        empty.id = "dd";
        empty.number = 4;
        empty.title = "Финал";
        board.shots.push_back(empty);
        const std::string page = boardPage(board, guest());
        QVERIFY(has(page, "<li id=\"s-dd\" class=\"soon\">"));
        QVERIFY(has(page, "Скоро"));
        QVERIFY(has(page, "Принято 0 из 3")); // nobody can accept what isn't there
        QVERIFY(has(*shotPage(board, "dd", {}, guest()), "Скоро"));
    }
    void marksVerdictsCommentsAndChanges()
    {
        Board board = lighthouse();
        board.shots[0].verdict = Verdict::Accepted;
        board.shots[1].verdict = Verdict::Changes;
        board.shots[1].comments = 2;
        board.shots[2].changed = true;
        const std::string page = boardPage(board, guest());
        QVERIFY(has(page, "<li id=\"s-aa\" class=\"accepted\">"));
        QVERIFY(has(page, "<small data-comments=\"2\">Нужны правки</small>"));
        QVERIFY(has(page, "<em>Обновлён</em>"));
        QVERIFY(has(page, "Принято 1 из 3"));
        QVERIFY(has(page, "Без решения <b>1</b>"));
    }
    void escapesEverythingThatPeopleWrote()
    {
        Board board = lighthouse();
        board.title = board.greeting = hostile;
        board.shots[1].title = hostile;
        PageView view = guest();
        view.draftAuthor = view.draftText = hostile;
        Comment comment = said("c1", hostile);
        comment.author = hostile;
        const std::string withoutName = *shotPage(board, "bb", {comment}, view);
        view.guestName = hostile;
        for (const std::string& page :
             {boardPage(board, view), withoutName, *shotPage(board, "bb", {comment}, view)}) {
            QVERIFY(!has(page, "<script>"));
            QVERIFY(!has(page, "onload='"));
            QVERIFY(!has(page, "<!--"));
            QCOMPARE(times(page, "</script>"), times(page, "<script"));
            QVERIFY(has(page, "{{title}}")); // what looks like a template is text
        }
    }
    void keepsTheBoardOfAFolderWithinItsScriptElement()
    {
        Board board = lighthouse();
        board.canComment = false;
        board.shots[1].title = hostile;
        for (BoardShot& shot : board.shots) {
            for (auto& [role, address] : shot.media) {
                address = address.substr(std::string_view("/s/token/").size());
            }
        }
        const std::string page = folderPage(board);
        QCOMPARE(times(page, "</script>"), qsizetype(2));
        QVERIFY(has(page, "src=\"m/aat.webp\""));
        QVERIFY(has(page, "<a href=\"m/bbf.mp4\""));
        QVERIFY(has(page, "href=\"page/page."));
        QVERIFY(!has(page, "=\"/"));
        QVERIFY(!has(page, "Принято"));
        QVERIFY(!has(page, "og:"));
    }
    void leavesOutAddressesThatAreNotPlain()
    {
        Board board = lighthouse();
        board.shots[0].media[MediaRole::Thumb] = "javascript:alert(1)";
        board.shots[1].media[MediaRole::Thumb] = "//evil.example/x.webp";
        const std::string page = boardPage(board, guest());
        QVERIFY(!has(page, "javascript:"));
        QVERIFY(!has(page, "evil.example"));
    }
    void givesALinkCardWithTheFirstPicture()
    {
        const std::string page = boardPage(lighthouse(), guest());
        QVERIFY(has(page, "<meta property=\"og:title\" content=\"Последний маяк\">"));
        QVERIFY(
            has(page,
                "<meta property=\"og:image\" content=\"https://kadr.example/s/token/m/aaf.jpg\">"));
        QVERIFY(has(page, "<meta property=\"og:image:width\" content=\"1920\">"));
        QVERIFY(has(page, "<meta name=\"robots\" content=\"noindex, nofollow\">"));
    }
    void showsThePictureThatWasMadeForTheCard()
    {
        Board board = lighthouse();
        board.shots[0] = BoardShot{};
        board.shots[0].id = "aa";
        board.shots[1].media[MediaRole::Card] = "/s/token/m/bbc.jpg";
        const std::string page = boardPage(board, guest());
        for (const char* part :
             {"<meta property=\"og:image\" content=\"https://kadr.example/s/token/m/bbc.jpg\">",
              "<meta property=\"og:image:type\" content=\"image/jpeg\">",
              "<meta property=\"og:image:width\" content=\"1200\">",
              "<meta property=\"og:image:height\" content=\"630\">",
              "<meta property=\"og:image:alt\" content=\"Последний маяк\">",
              "<meta name=\"twitter:card\" content=\"summary_large_image\">",
              "<meta name=\"twitter:title\" content=\"Последний маяк\">",
              "<meta name=\"twitter:description\" content=\"Здравствуйте!\">",
              "<meta name=\"twitter:image\" content=\"https://kadr.example/s/token/m/bbc.jpg\">"}) {
            QVERIFY2(has(page, part), part);
        }
        QCOMPARE(times(page, "bbc.jpg"), qsizetype(2)); // nowhere else on the page
    }
    void givesACardWithoutAPictureWhereThereIsNone()
    {
        Board board = lighthouse();
        board.shots.clear();
        const std::string page = boardPage(board, guest());
        QVERIFY(has(page, "<meta name=\"twitter:card\" content=\"summary\">"));
        QVERIFY(!has(page, "og:image"));
    }
    void putsNothingIntoTheCardOfALinkWithAPassword()
    {
        PageView view = guest();
        view.hasPassword = true;
        QVERIFY(!has(boardPage(lighthouse(), view), "og:"));
        QVERIFY(!has(boardPage(lighthouse(), view), "twitter:"));
        view.problem = PageProblem::WrongPassword;
        const std::string page = passwordPage(view);
        QVERIFY(!has(page, "og:"));
        QVERIFY(!has(page, "маяк"));
        QVERIFY(has(page, "Пароль не подошёл"));
        QVERIFY(has(page, "action=\"/s/token/unlock\""));
    }
    void saysHowLongToWaitAfterTooManyPasswords()
    {
        PageView view = guest();
        view.problem = PageProblem::TooManyTries;
        view.retryMinutes = 5;
        QVERIFY(has(passwordPage(view), "Слишком много попыток. Подождите 5 минут."));
    }
    void looksTheSameForEveryLinkThatIsGone()
    {
        QVERIFY(has(gonePage(), "Ссылка недоступна"));
        QVERIFY(has(gonePage(), "Обратитесь к автору проекта."));
        QVERIFY(!has(gonePage(), "Раскадр"));
        QVERIFY(gonePage() == gonePage());
    }
    void showsOneShotWithItsConversationAndAForm()
    {
        Comment answer = said("c2", "Сделаю");
        answer.parentId = "c1";
        answer.author = "Марина";
        answer.fromProducer = true;
        Comment later = said("c3", "И ещё");
        later.atMs = 3'200;
        const std::string page =
            *shotPage(lighthouse(), "bb", {said("c1", "Выше"), later, answer}, guest());
        QVERIFY(has(page, "<video src=\"/s/token/m/bbf.mp4\""));
        QVERIFY(page.find("Выше") < page.find("Сделаю")
                && page.find("Сделаю") < page.find("И ещё"));
        QVERIFY(has(page, "<span class=\"place\">0:03</span>"));
        QVERIFY(has(page, "29\u00A0ноября"));
        QVERIFY(has(page, "action=\"/s/token/comments\""));
        QVERIFY(has(page, "<input type=\"hidden\" name=\"shotId\" value=\"bb\">"));
        QVERIFY(has(page, "<input type=\"hidden\" name=\"key\" value=\"0123456789abcdef\">"));
        QVERIFY(has(page, "placeholder=\"Ваше имя\""));
        QVERIFY(has(page, "href=\"?shot=aa\" rel=\"prev\""));
        QVERIFY(!shotPage(lighthouse(), "zz", {}, guest()));
    }
    void asksForTheNameOnce()
    {
        PageView view = guest();
        view.guestName = "Клиент";
        const std::string page = *shotPage(lighthouse(), "bb", {}, view);
        QVERIFY(!has(page, "Ваше имя"));
        QVERIFY(has(page, "<input type=\"hidden\" name=\"author\" value=\"Клиент\">"));
    }
    void foldsWhatWasSaidOfAnOlderVersion()
    {
        Board board = lighthouse();
        board.shots[1].since = 3;
        const std::string page =
            *shotPage(board, "bb", {said("c1", "Старое", 2), said("c2", "Новое", 3)}, guest());
        QVERIFY(has(page, "К прошлой версии (1)"));
        QVERIFY(page.find("Старое") < page.find("</details>"));
        QVERIFY(page.find("Новое") > page.find("</details>"));
    }
    void showsTheLatestCommentsOfAShotAndLeadsToTheRest()
    {
        std::vector<Comment> comments;
        for (int i = 0; i < 500; ++i) {
            comments.push_back(said("c" + std::to_string(i), "№" + std::to_string(i) + "."));
            comments.back().createdAt += i * 1000;
        }
        Comment answer = said("a", "Об этом и речь");
        answer.parentId = "c7";
        answer.fromProducer = true;
        answer.createdAt += 600'000;
        comments.push_back(answer);
        PageView view = guest();
        view.mostComments = 40;
        const std::string page = *shotPage(lighthouse(), "bb", comments, view);
        QCOMPARE(times(page, "<li class=\"note"), qsizetype(40));
        QVERIFY(page.find("№7.") < page.find("Об этом и речь")); // with what it answers
        QVERIFY(!has(page, "№6.") && !has(page, "№461.") && has(page, "№462."));
        QVERIFY(has(page, "href=\"?shot=bb&amp;most=140\""));
        view.mostComments = 501;
        QVERIFY(!has(*shotPage(lighthouse(), "bb", comments, view), "most="));
    }
    void givesBackWhatWasRefused()
    {
        PageView view = guest();
        view.problem = PageProblem::TextTooLong;
        view.draftText = "Много слов";
        const std::string page = *shotPage(lighthouse(), "bb", {}, view);
        QVERIFY(has(page, "Комментарий длиннее 2 000 знаков"));
        QVERIFY(has(page, ">Много слов</textarea>"));
    }
    void offersNoFormWhereCommentsAreClosed()
    {
        Board board = lighthouse();
        board.canComment = false;
        const std::string page = *shotPage(board, "bb", {}, guest());
        QVERIFY(!has(page, "<form"));
        QVERIFY(!has(boardPage(board, guest()), "Принято"));
    }
    void offersTheDownloadOnlyWhereItIsAllowed()
    {
        Board board = lighthouse();
        QVERIFY(!has(*shotPage(board, "aa", {}, guest()), "Скачать"));
        board.canDownload = true;
        QVERIFY(has(*shotPage(board, "aa", {}, guest()), "href=\"/s/token/m/aaf.jpg\" download"));
    }
    void countsInRussian_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("text");
        for (const auto& [count, text] : {std::pair{1, u"1 шот"_s},
                                          {2, u"2 шота"_s},
                                          {5, u"5 шотов"_s},
                                          {11, u"11 шотов"_s},
                                          {21, u"21 шот"_s},
                                          {112, u"112 шотов"_s},
                                          {0, u"0 шотов"_s}}) {
            QTest::addRow("%d", count) << count << text;
        }
    }
    void countsInRussian()
    {
        QFETCH(int, count);
        QTEST(QString::fromStdString(words::counted("shots", count)), "text");
    }
    void namesFilesByTheirContentAndFindsThem()
    {
        QCOMPARE(webFiles().size(), std::size_t(4));
        for (const WebFile& file : webFiles()) {
            QVERIFY(webFile(file.name) == &file);
            QVERIFY(!file.gzip.empty());
            QVERIFY(file.gzip.size() < file.bytes.size());
        }
        QVERIFY(!webFile("page.css"));
        QVERIFY(!webFile("../page.h"));
    }
    void namesEveryFileThatThePageLoads()
    {
        const std::string page = boardPage(lighthouse(), guest());
        for (const WebFile& file : webFiles()) {
            if (!file.name.starts_with("glyphs.")) { // those the style names
                QVERIFY2(has(page, "/page/" + std::string(file.name)),
                         std::string(file.name).c_str());
            } else {
                QVERIFY(has(std::string(webFiles()[2].bytes) + std::string(webFiles()[3].bytes),
                            file.name));
            }
        }
    }
};

QTEST_APPLESS_MAIN(PageTest)
#include "pagetest.moc"

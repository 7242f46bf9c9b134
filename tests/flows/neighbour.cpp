// The window of another program, for tests of what passes between programs. It shows a button for
// each offer of a JSON file (its only argument): dragged from there with the left button, copied to
// the clipboard with the right one. What is dropped onto the area below is printed, a name a line.
#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QDropEvent>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QUrl>
#include <QVBoxLayout>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class Offer final : public QLabel
{
public:
    explicit Offer(const QJsonObject& offer)
        : QLabel(offer[u"name"_s].toString())
        , m_offer(offer)
    {
        setMinimumSize(200, 40);
        setAlignment(Qt::AlignCenter);
        setFrameShape(QFrame::Box);
    }

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        if (event->button() == Qt::RightButton) {
            QGuiApplication::clipboard()->setMimeData(data());
        }
    }
    void mouseMoveEvent(QMouseEvent* event) override
    {
        if (event->buttons() & Qt::LeftButton) {
            auto* drag = new QDrag(this);
            drag->setMimeData(data());
            drag->exec(Qt::CopyAction);
        }
    }

private:
    QMimeData* data() const
    {
        auto* data = new QMimeData;
        QList<QUrl> urls;
        for (const QJsonValue& url : m_offer[u"urls"_s].toArray()) {
            urls.append(QUrl(url.toString()));
        }
        if (!urls.isEmpty()) {
            data->setUrls(urls);
        }
        if (m_offer.contains(u"text"_s)) {
            data->setText(m_offer[u"text"_s].toString());
        }
        const QJsonObject files = m_offer[u"files"_s].toObject(); // contents by type
        for (auto it = files.begin(); it != files.end(); ++it) {
            data->setData(it.key(), contentsOf(it->toString()));
        }
        return data;
    }

    const QJsonObject m_offer;
};

class DropArea final : public QLabel
{
public:
    DropArea()
        : QLabel(u"drop"_s)
    {
        setMinimumSize(200, 120);
        setAcceptDrops(true);
    }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override { event->acceptProposedAction(); }
    void dropEvent(QDropEvent* event) override
    {
        for (const QUrl& url : event->mimeData()->urls()) {
            std::printf("%s\n", qPrintable(url.fileName()));
        }
        std::fflush(stdout);
        event->acceptProposedAction();
    }
};

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 2) {
        return 2;
    }
    QWidget window;
    window.setWindowTitle(u"neighbour"_s);
    window.setWindowFlag(Qt::WindowStaysOnTopHint);
    auto* column = new QVBoxLayout(&window);
    for (const QJsonValue& offer :
         QJsonDocument::fromJson(contentsOf(QString::fromLocal8Bit(argv[1]))).array()) {
        auto* label = new Offer(offer.toObject());
        label->setAccessibleName(label->text());
        column->addWidget(label);
    }
    auto* area = new DropArea;
    area->setAccessibleName(area->text());
    column->addWidget(area);
    window.show();
    return QApplication::exec();
}

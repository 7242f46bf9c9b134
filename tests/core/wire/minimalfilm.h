#pragma once

// The smallest film that may be published, with places where something can be put into it.

#include <QByteArray>
#include <QList>

namespace raskadr::minimal {

QByteArray big16(int value);
QByteArray big32(quint32 value);
QByteArray big64(quint64 value);
QByteArray box(const QByteArray& name, const QByteArray& contents);

// Every part as bytes, so that a test may change one of them. The samples are no pictures.
struct Film
{
    bool sound = true;
    QByteArray brands = "isom" + big32(0x200) + "isomavc1";
    QByteArray movieExtra; // boxes behind the tracks
    QByteArray trackExtra; // boxes in each track
    QByteArray tableExtra; // boxes in each stbl
    QByteArray handlerName = QByteArray(13, '\0');
    QByteArray encoderName = QByteArray(32, '\0');
    QByteArray pictureExtra; // boxes in avc1
    QByteArray soundExtra; // boxes in mp4a
    QByteArray soundSetup = QByteArray::fromHex("1190");
    QByteArray sequence = QByteArray::fromHex("67640015acd941e08fe5c044");
    quint32 created = 0;
    int language = 0x55C4;
    QByteArray matrix = big32(0x10000) + big32(0) + big32(0) + big32(0) + big32(0x10000) + big32(0)
        + big32(0) + big32(0) + big32(0x40000000);
    QByteArray dataReference = big32(0) + big32(1) + big32(12) + "url " + big32(1);
    // As they lie in the file, pictures and sound in turns.
    QList<QByteArray> pictures{picture(5, 40), picture(1, 20), picture(1, 30)};
    QList<QByteArray> blocks{QByteArray::fromHex("210a4f"), QByteArray::fromHex("211c9012"),
                             QByteArray::fromHex("21551234")};
    QByteArray beforeSamples; // bytes in mdat that belong to no sample
    QByteArray afterSamples;
    bool wideSamples = true; // mdat with a length of 64 bits
    bool wideChunks = false;
    QByteArray betweenBoxes; // between index and samples
    QByteArray behind;

    // One unit of H.264 with its length in front.
    static QByteArray unit(int type, int bytes, char fill = '\x5A');
    static QByteArray picture(int type, int bytes) { return unit(type, bytes); }
    QByteArray bytes() const;

private:
    QByteArray track(bool video, const QList<quint64>& chunks) const;
    QByteArray table(bool video, const QList<quint64>& chunks) const;
    QByteArray description(bool video) const;
    QByteArray index(const QList<quint64>& videoChunks, const QList<quint64>& soundChunks) const;
};

} // namespace raskadr::minimal

#include "tests/core/wire/minimalfilm.h"

#include <QtEndian>

namespace raskadr::minimal {

QByteArray big16(int value)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(quint16(value), bytes.data());
    return bytes;
}

QByteArray big32(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray big64(quint64 value)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray box(const QByteArray& name, const QByteArray& contents)
{
    return big32(quint32(contents.size()) + 8) + name + contents;
}

namespace {

QByteArray zeros(int count)
{
    return QByteArray(count, '\0');
}

QByteArray descriptor(char tag, const QByteArray& contents)
{
    return QByteArray(1, tag) + QByteArray::fromHex("808080") + char(contents.size()) + contents;
}

} // namespace

QByteArray Film::unit(int type, int bytes, char fill)
{
    return big32(quint32(bytes)) + char(0x60 | type) + QByteArray(bytes - 1, fill);
}

QByteArray Film::description(bool video) const
{
    QByteArray entry = zeros(6) + big16(1);
    if (video) {
        const QByteArray picture = QByteArray::fromHex("68ebecb22c");
        const QByteArray setup = QByteArray::fromHex("01640015ffe1") + big16(int(sequence.size()))
            + sequence + '\x01' + big16(int(picture.size())) + picture
            + QByteArray::fromHex("fdf8f800");
        entry += zeros(16) + big16(320) + big16(180) + big32(0x480000) + big32(0x480000) + zeros(4)
            + big16(1) + encoderName + big16(24) + big16(0xFFFF) + box("avcC", setup)
            + box("colr", "nclx" + big16(1) + big16(1) + big16(1) + zeros(1))
            + box("pasp", big32(1) + big32(1)) + pictureExtra;
    } else {
        const QByteArray decoder = QByteArray::fromHex("4015000000") + big32(128000) + big32(128000)
            + descriptor(5, soundSetup);
        const QByteArray stream =
            big16(1) + zeros(1) + descriptor(4, decoder) + descriptor(6, QByteArray(1, '\2'));
        entry += zeros(8) + big16(2) + big16(16) + zeros(4) + big32(48000u << 16)
            + box("esds", zeros(4) + descriptor(3, stream)) + soundExtra;
    }
    return box("stsd", zeros(4) + big32(1) + box(video ? "avc1" : "mp4a", entry));
}

QByteArray Film::table(bool video, const QList<quint64>& chunks) const
{
    const QList<QByteArray>& samples = video ? pictures : blocks;
    QByteArray sizes = zeros(8) + big32(quint32(samples.size()));
    QByteArray offsets = zeros(4) + big32(quint32(chunks.size()));
    for (const QByteArray& sample : samples) {
        sizes += big32(quint32(sample.size()));
    }
    for (const quint64 chunk : chunks) {
        offsets += wideChunks ? big64(chunk) : big32(quint32(chunk));
    }
    return box("stbl",
               description(video)
                   + box("stts", zeros(4) + big32(1) + big32(quint32(samples.size())) + big32(1024))
                   + (video ? box("stss", zeros(4) + big32(1) + big32(1)) : QByteArray())
                   + box("stsc", zeros(4) + big32(1) + big32(1) + big32(1) + big32(1))
                   + box("stsz", sizes) + box(wideChunks ? "co64" : "stco", offsets) + tableExtra);
}

QByteArray Film::track(bool video, const QList<quint64>& chunks) const
{
    const QByteArray head = big32(3) + big32(created) + big32(0) + big32(video ? 1 : 2) + zeros(4)
        + big32(1000) + zeros(8) + zeros(2) + big16(video ? 0 : 1) + big16(video ? 0 : 0x100)
        + zeros(2) + matrix + big32(320u << 16) + big32(180u << 16);
    const QByteArray mediaHead =
        zeros(12) + big32(48000) + big32(3072) + big16(language) + zeros(2);
    const QByteArray handler = zeros(8) + (video ? "vide" : "soun") + zeros(12) + handlerName;
    const QByteArray information =
        (video ? box("vmhd", big32(1) + zeros(8)) : box("smhd", zeros(8)))
        + box("dinf", box("dref", dataReference)) + table(video, chunks);
    return box(
        "trak",
        box("tkhd", head)
            + box("edts",
                  box("elst", zeros(4) + big32(1) + big32(1000) + big32(0) + big32(0x10000)))
            + box("mdia", box("mdhd", mediaHead) + box("hdlr", handler) + box("minf", information))
            + trackExtra);
}

QByteArray Film::index(const QList<quint64>& videoChunks, const QList<quint64>& soundChunks) const
{
    const QByteArray head = zeros(4) + big32(created) + big32(0) + big32(1000) + big32(1000)
        + big32(0x10000) + big16(0x100) + zeros(10) + matrix + zeros(24) + big32(3);
    return box("moov",
               box("mvhd", head) + track(true, videoChunks)
                   + (sound ? track(false, soundChunks) : QByteArray()) + movieExtra);
}

QByteArray Film::bytes() const
{
    const QByteArray type = box("ftyp", brands);
    // Offsets do not change how long the index is.
    QList<quint64> videoChunks(pictures.size(), 0);
    QList<quint64> soundChunks(blocks.size(), 0);
    const qsizetype indexSize = index(videoChunks, soundChunks).size();
    const qsizetype start = type.size() + indexSize + betweenBoxes.size() + (wideSamples ? 16 : 8);
    QByteArray samples = beforeSamples;
    for (qsizetype i = 0; i < std::max(pictures.size(), blocks.size()); ++i) {
        if (i < pictures.size()) {
            videoChunks[i] = quint64(start + samples.size());
            samples += pictures[i];
        }
        if (sound && i < blocks.size()) {
            soundChunks[i] = quint64(start + samples.size());
            samples += blocks[i];
        }
    }
    samples += afterSamples;
    const QByteArray media = wideSamples
        ? big32(1) + "mdat" + big64(quint64(samples.size()) + 16) + samples
        : box("mdat", samples);
    return type + index(videoChunks, soundChunks) + betweenBoxes + media + behind;
}

} // namespace raskadr::minimal

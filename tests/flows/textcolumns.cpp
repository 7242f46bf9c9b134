#include "tests/flows/textcolumns.h"

#include <QMap>

#include <SQLiteCpp/SQLiteCpp.h>

namespace raskadr::flows {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Content {
    Published, // guests are meant to see it
    Word, // free text: gets the word
    Json, // gets a field with the word
    Fixed, // a name of ours, a hash, an address that has to work
};

// Every text column of the library, by table.
const QMap<QString, QMap<QString, Content>>& columns()
{
    using enum Content;
    static const QMap<QString, QMap<QString, Content>> all{
        {u"account"_s,
         {{u"login"_s, Fixed},
          {u"name"_s, Word},
          {u"password_hash"_s, Fixed},
          {u"currency"_s, Fixed}}},
        {u"project"_s, {{u"title"_s, Published}, {u"aspect"_s, Published}, {u"music"_s, Word}}},
        {u"shot"_s,
         {{u"title"_s, Published}, {u"script"_s, Word}, {u"status"_s, Fixed}, {u"label"_s, Fixed}}},
        {u"media"_s,
         {{u"sha256"_s, Fixed},
          {u"mime"_s, Fixed},
          {u"video_codec"_s, Word},
          {u"audio_codec"_s, Word},
          {u"palette"_s, Fixed},
          {u"embedded"_s, Json},
          {u"state"_s, Fixed}}},
        {u"asset"_s,
         {{u"media"_s, Fixed},
          {u"kind"_s, Fixed},
          {u"origin"_s, Fixed},
          {u"source_name"_s, Word},
          {u"note"_s, Word},
          {u"provenance"_s, Json}}},
        {u"generation"_s,
         {{u"provider"_s, Word},
          {u"model"_s, Word},
          {u"prompt"_s, Word},
          {u"negative_prompt"_s, Word},
          {u"parameters"_s, Json},
          {u"inputs"_s, Fixed},
          {u"seed_sent"_s, Word},
          {u"edit_request"_s, Word},
          {u"agent_model"_s, Word},
          {u"cost_unit"_s, Word}}},
        {u"job"_s,
         {{u"state"_s, Fixed},
          {u"step"_s, Word},
          {u"variables"_s, Json},
          {u"wait_reason"_s, Fixed},
          {u"error_class"_s, Word},
          {u"error_detail"_s, Word},
          {u"error_parameter"_s, Word},
          {u"seed_returned"_s, Word}}},
        {u"output"_s, {{u"address"_s, Word}, {u"state"_s, Fixed}, {u"media"_s, Fixed}}},
        {u"provider"_s, {{u"id"_s, Fixed}, {u"manifest"_s, Fixed}}},
        {u"model"_s, {{u"id"_s, Fixed}, {u"provider"_s, Fixed}, {u"manifest"_s, Fixed}}},
        {u"secret"_s, {{u"provider"_s, Fixed}, {u"name"_s, Fixed}}},
        {u"exchange_rate"_s, {{u"unit"_s, Word}, {u"currency"_s, Word}, {u"date"_s, Word}}},
        {u"import_run"_s, {{u"paths"_s, Word}, {u"grouping"_s, Fixed}}},
        {u"import_item"_s,
         {{u"path"_s, Word}, {u"state"_s, Fixed}, {u"media"_s, Fixed}, {u"error_kind"_s, Word}}},
        {u"composer_draft"_s,
         {{u"model"_s, Word}, {u"prompt"_s, Word}, {u"parameters"_s, Json}, {u"inputs"_s, Json}}},
        {u"share"_s,
         {{u"way"_s, Fixed},
          {u"name"_s, Fixed}, // filled by the command line: guests do not see it, the server may
          {u"url"_s, Fixed},
          {u"remote_id"_s, Fixed},
          {u"options"_s, Fixed},
          {u"state"_s, Fixed}}},
        {u"share_server"_s, {{u"way"_s, Fixed}, {u"address"_s, Fixed}, {u"login"_s, Fixed}}},
        {u"share_shot"_s,
         {{u"title"_s, Published},
          {u"media"_s, Fixed},
          {u"verdict"_s, Fixed},
          {u"verdict_author"_s, Word}}},
        {u"share_shot_name"_s, {{u"name"_s, Fixed}}},
        {u"share_upload"_s, {{u"file"_s, Word}, {u"address"_s, Word}}},
        {u"publication"_s, {{u"shots"_s, Fixed}, {u"idempotency_key"_s, Fixed}}},
        {u"comment"_s,
         {{u"remote_id"_s, Word},
          {u"kind"_s, Fixed},
          {u"reply_to"_s, Word},
          {u"author"_s, Word},
          {u"text"_s, Word},
          {u"verdict"_s, Fixed},
          {u"seen_title"_s, Word}}},
        {u"outbox"_s, {{u"message"_s, Fixed}, {u"key"_s, Fixed}, {u"refusal"_s, Word}}},
        {u"setting"_s, {{u"key"_s, Word}, {u"value"_s, Word}}},
        {u"search_text"_s, {{u"kind"_s, Fixed}, {u"norm"_s, Word}}},
        {u"expense"_s,
         {{u"provider"_s, Word}, {u"unit"_s, Word}, {u"stage"_s, Fixed}, {u"day"_s, Word}}},
        {u"spending"_s, {{u"day"_s, Word}, {u"provider"_s, Word}, {u"unit"_s, Word}}},
        {u"unit_worth"_s, {{u"provider"_s, Word}, {u"unit"_s, Word}}},
    };
    return all;
}

// Rows for the tables that a library of this test would otherwise leave empty.
const char* const ownRows = R"(
INSERT OR IGNORE INTO exchange_rate (account, unit, currency, rate, date)
    SELECT id, 'credit', 'RUB', 1, '2026-01-01' FROM account;
INSERT OR IGNORE INTO composer_draft (shot, model, prompt, parameters, inputs, variants, changed)
    SELECT id, 'm', 'p', '{}', '[]', 1, 1 FROM shot;
INSERT OR IGNORE INTO setting (account, key, value) SELECT id, 'k', 'v' FROM account;
INSERT OR IGNORE INTO unit_worth (account, provider, unit, usd) SELECT id, 'p', 'u', 1 FROM account;
)";

std::string quoted(const QString& name)
{
    return '"' + name.toStdString() + '"';
}

} // namespace

QStringList fillTextColumns(const QString& databasePath, const QByteArray& word)
{
    QStringList problems;
    try {
        SQLite::Database database(databasePath.toStdString(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA foreign_keys = OFF");
        database.exec(ownRows);
        // What was asked for is history, and the books follow the jobs; here both are made up.
        std::vector<std::pair<std::string, std::string>> triggers;
        SQLite::Statement listed(database,
                                 "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        while (listed.executeStep()) {
            triggers.emplace_back(listed.getColumn(0).getString(), listed.getColumn(1).getString());
        }
        listed.reset();
        SQLite::Transaction transaction(database);
        for (const auto& [name, sql] : triggers) {
            database.exec("DROP TRIGGER \"" + name + '"');
        }
        SQLite::Statement texts(database, R"(
            SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
            WHERE t.type = 'table' AND c.type = 'TEXT' ORDER BY 1, 2)");
        while (texts.executeStep()) {
            const QString table = QString::fromStdString(texts.getColumn(0).getString());
            const QString column = QString::fromStdString(texts.getColumn(1).getString());
            if (!columns().contains(table) || !columns()[table].contains(column)) {
                problems += u"nobody said whether %1.%2 is published"_s.arg(table, column);
                continue;
            }
            const Content content = columns()[table][column];
            if (content != Content::Word && content != Content::Json) {
                continue;
            }
            const QString text = QString::fromLatin1(word) + u' ' + table + u'.' + column;
            // A row number behind it where values have to differ.
            const std::string value = content == Content::Json
                ? "'{\"note\": \"" + text.toStdString() + "\"}'"
                : "'" + text.toStdString() + "'";
            const bool unique = table == u"comment"_s || table == u"setting"_s
                || table == u"exchange_rate"_s || table == u"composer_draft"_s
                || table == u"spending"_s || table == u"unit_worth"_s;
            const bool numbered = unique && content == Content::Word && table != u"spending"_s;
            database.exec("UPDATE OR IGNORE " + quoted(table) + " SET " + quoted(column) + " = "
                          + value + (numbered ? " || ' ' || rowid" : ""));
        }
        texts.reset();
        for (const auto& [name, sql] : triggers) {
            database.exec(sql);
        }
        transaction.commit();
    } catch (const std::exception& error) {
        problems += QString::fromUtf8(error.what());
    }
    return problems;
}

} // namespace raskadr::flows

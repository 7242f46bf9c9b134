#include "core/providers/parameterschema.h"

#include <QFloat16>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

Q_DECLARE_METATYPE(raskadr::ViolationReason)

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksEveryKeyword_data();
    void checksEveryKeyword();
    void refusesSchemasThatItWouldHaveToGuessAt_data();
    void refusesSchemasThatItWouldHaveToGuessAt();
    void refusesRootsThatAreNone();
    void followsReferencesAndNotInCircles();
    void endsSoonWhenReferencesMultiply();
    void refusesToGoDeeperThan32();
    void namesWhatIsMissingAndWhatIsUnknown();
    void ordersFieldsAsTheFormShowsThem();
    void aChoiceRestrictsOthers();
    void rulesThatApplyTogetherAllCount();
    void refusesRulesThatItCannotKeep_data();
    void refusesRulesThatItCannotKeep();
    void judgesAsTheReferenceDoes();
};

namespace {

json schemaOf(const json& field)
{
    return {{"type", "object"}, {"properties", {{"p", field}}}};
}

Result<ParameterSchema> parsed(const json& field)
{
    return ParameterSchema::parse(schemaOf(field));
}

// The reasons why a value does not fit a field.
QList<ViolationReason> reasons(const json& field, const json& value)
{
    QList<ViolationReason> found;
    const auto schema = parsed(field);
    if (!schema) {
        qWarning("%s", qPrintable(schema.error().subject + schema.error().detail));
        return {ViolationReason::Unknown};
    }
    for (const Violation& violation : schema->check({{"p", value}})) {
        found.append(violation.reason);
    }
    return found;
}

// Schemas and values that lie near each other's limits, for the comparison with the oracle.
class Generator
{
public:
    json field()
    {
        switch (m_random.bounded(6)) {
        case 0:
            return text();
        case 1:
            return number("integer");
        case 2:
            return number("number");
        case 3:
            return {{"type", "boolean"}};
        case 4:
            return choice();
        default:
            return array();
        }
    }
    json value()
    {
        switch (m_random.bounded(7)) {
        case 0:
            return textValue();
        case 1:
        case 2:
            return integer();
        case 3:
            return real();
        case 4:
            return m_random.bounded(2) == 1;
        case 5:
            return nullptr;
        default: {
            json list = json::array();
            for (int i = m_random.bounded(4); i > 0; --i) {
                list.push_back(m_random.bounded(2) ? textValue() : integer());
            }
            return list;
        }
        }
    }

private:
    bool sometimes() { return m_random.bounded(3) == 0; }
    json integer()
    {
        static const json numbers[] = {0,
                                       1,
                                       2,
                                       3,
                                       -1,
                                       -2,
                                       7,
                                       10,
                                       100,
                                       4294967295ULL,
                                       9223372036854775807LL,
                                       json(INT64_MIN),
                                       18446744073709551615ULL,
                                       18446744073709551614ULL,
                                       9007199254740993LL,
                                       9007199254740992LL,
                                       1.0,
                                       3.0,
                                       1e19,
                                       9223372036854775808ULL};
        return numbers[m_random.bounded(int(std::size(numbers)))];
    }
    json real()
    {
        static const json numbers[] = {0.5,
                                       1.5,
                                       -0.5,
                                       2.25,
                                       1e300,
                                       -1e300,
                                       0.0,
                                       1e-9,
                                       18446744073709551616.0,
                                       9007199254740992.0,
                                       3.0};
        return numbers[m_random.bounded(int(std::size(numbers)))];
    }
    json textValue()
    {
        static const char* const texts[] = {"",   "a",  "ab",    "abc", "абв",
                                            "🎬🎬", "a1", "sh010", "é",   "e\u0301"};
        return texts[m_random.bounded(int(std::size(texts)))];
    }
    json text()
    {
        json f{{"type", "string"}};
        if (sometimes()) {
            f["minLength"] = m_random.bounded(4);
        }
        if (sometimes()) {
            f["maxLength"] = m_random.bounded(4);
        }
        if (sometimes()) {
            static const char* const patterns[] = {"^a", "[0-9]+", "^sh[0-9]{3}$", "^.{2}$", "^$"};
            f["pattern"] = patterns[m_random.bounded(int(std::size(patterns)))];
        }
        return f;
    }
    json number(const char* type)
    {
        json f{{"type", type}};
        for (const char* key : {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}) {
            if (m_random.bounded(4) == 0) {
                f[key] = m_random.bounded(2) ? integer() : real();
            }
        }
        if (m_random.bounded(4) == 0) {
            static const json steps[] = {1, 2, 3, 10, 0.5, 0.25, 4294967296LL};
            f["multipleOf"] = steps[m_random.bounded(int(std::size(steps)))];
        }
        return f;
    }
    json choice()
    {
        json choices = json::array();
        for (int i = 1 + m_random.bounded(3); i > 0; --i) {
            choices.push_back(m_random.bounded(2) ? textValue() : integer());
        }
        return m_random.bounded(4) ? json{{"enum", choices}} : json{{"const", choices[0]}};
    }
    json array()
    {
        json f{{"type", "array"}, {"items", m_random.bounded(2) ? text() : number("integer")}};
        if (sometimes()) {
            f["minItems"] = m_random.bounded(3);
        }
        if (sometimes()) {
            f["maxItems"] = m_random.bounded(3);
        }
        return f;
    }

    QRandomGenerator m_random{20240512};
};

} // namespace

void SchemaTest::checksEveryKeyword_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<ViolationReason>("reason");
    const auto row = [](const char* name, const char* field, const char* good, const char* bad,
                        ViolationReason reason) {
        QTest::newRow(name) << QByteArray(field) << QByteArray(good) << QByteArray(bad) << reason;
    };
    using enum ViolationReason;
    row("string", R"({"type":"string"})", R"("1")", "1", WrongType);
    row("integer", R"({"type":"integer"})", "1.0", "1.5", WrongType);
    row("number", R"({"type":"number"})", "1.5", R"("1.5")", WrongType);
    row("boolean", R"({"type":"boolean"})", "false", "0", WrongType);
    row("array", R"({"type":"array","items":{"type":"integer"}})", "[1]", "1", WrongType);
    row("items", R"({"type":"array","items":{"type":"integer","maximum":2}})", "[1,2]", "[1,3]",
        TooLarge);
    row("minItems", R"({"type":"array","items":{"type":"integer"},"minItems":1})", "[1]", "[]",
        TooFew);
    row("maxItems", R"({"type":"array","items":{"type":"integer"},"maxItems":1})", "[1]", "[1,2]",
        TooMany);
    row("enum", R"({"enum":["a",2,null,[1]]})", "[1.0]", "[2]", NotInChoices);
    row("const", R"({"const":4})", "4.0", "5", NotInChoices);
    row("minimum", R"({"type":"number","minimum":1})", "1", "0.999", TooSmall);
    row("maximum", R"({"type":"number","maximum":1})", "1", "1.001", TooLarge);
    row("exclusiveMinimum", R"({"type":"integer","exclusiveMinimum":1})", "2", "1", TooSmall);
    row("exclusiveMaximum", R"({"type":"integer","exclusiveMaximum":1})", "0", "1", TooLarge);
    row("multipleOf", R"({"type":"integer","multipleOf":8})", "-16", "12", NotAMultiple);
    row("multipleOf 0.05", R"({"type":"number","multipleOf":0.05})", "0.35", "0.36", NotAMultiple);
    row("minLength", R"({"type":"string","minLength":2})", R"("🎬🎬")", R"("🎬")", TooShort);
    row("maxLength", R"({"type":"string","maxLength":2})", R"("🎬🎬")", R"("abc")", TooLong);
    row("pattern", R"({"type":"string","pattern":"[0-9]{2}"})", R"("sh10")", R"("sh1")", NoMatch);
    row("allOf", R"({"allOf":[{"type":"integer"},{"minimum":3}]})", "3", "2", TooSmall);
    // Exact over all 64 bits.
    row("largest seed", R"({"type":"integer","maximum":18446744073709551615})",
        "18446744073709551615", "18446744073709551616.0", TooLarge);
    row("one below the largest", R"({"type":"integer","maximum":18446744073709551614})",
        "18446744073709551614", "18446744073709551615", TooLarge);
    row("beyond doubles", R"({"type":"integer","minimum":9007199254740993})", "9007199254740993",
        "9007199254740992", TooSmall);
    row("beyond doubles as a real", R"({"type":"integer","maximum":9007199254740991})",
        "9007199254740991", "9007199254740992.0", TooLarge);
    row("smallest", R"({"type":"integer","minimum":-9223372036854775808})", "-9223372036854775808",
        "-9223372036854775809.5e3", TooSmall);
    row("sign against size", R"({"enum":[18446744073709551615]})", "18446744073709551615", "-1",
        NotInChoices);
    row("multiple of a large one", R"({"type":"integer","multipleOf":3})", "18446744073709551615",
        "18446744073709551614", NotAMultiple);
    row("multiple of the smallest", R"({"type":"integer","multipleOf":2})", "-9223372036854775808",
        "-9223372036854775807", NotAMultiple);
}

void SchemaTest::checksEveryKeyword()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, good);
    QFETCH(QByteArray, bad);
    QFETCH(ViolationReason, reason);
    const json description = json::parse(field.constData());
    QCOMPARE(reasons(description, json::parse(good.constData())), QList<ViolationReason>{});
    QVERIFY(reasons(description, json::parse(bad.constData())).contains(reason));
}

void SchemaTest::refusesSchemasThatItWouldHaveToGuessAt_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const char* field, const char* place) {
        QTest::newRow(name) << QByteArray(field) << u"/properties/p"_s + QString::fromLatin1(place);
    };
    row("no type", R"({"minimum":1})", "/type");
    row("two types", R"({"type":["string","null"]})", "/type");
    row("object", R"({"type":"object"})", "/type");
    row("unknown keyword", R"({"type":"string","oneOf":[]})", "/oneOf");
    row("keyword inside items", R"({"type":"array","items":{"type":"string","not":{}}})",
        "/items/not");
    row("list of lists", R"({"type":"array","items":{"type":"array","items":{"type":"string"}}})",
        "/items");
    row("list of anything", R"({"type":"array"})", "");
    row("field that is no object", R"(true)", "");
    row("multipleOf zero", R"({"type":"integer","multipleOf":0})", "/multipleOf");
    row("multipleOf zero point zero", R"({"type":"number","multipleOf":0.0})", "/multipleOf");
    row("multipleOf below zero", R"({"type":"integer","multipleOf":-2})", "/multipleOf");
    row("minimum as text", R"({"type":"integer","minimum":"1"})", "/minimum");
    row("minLength below zero", R"({"type":"string","minLength":-1})", "/minLength");
    row("minLength of 2^64", R"({"type":"string","minLength":18446744073709551615})", "/minLength");
    row("maxLength and a half", R"({"type":"string","maxLength":1.5})", "/maxLength");
    row("pattern that is none", R"({"type":"string","pattern":"*"})", "/pattern");
    row("pattern as number", R"({"type":"string","pattern":1})", "/pattern");
    row("no choices", R"({"enum":[]})", "/enum");
    row("choices that are none", R"({"enum":"a"})", "/enum");
    row("choice of another type", R"({"type":"integer","enum":[1,"2"]})", "/enum");
    row("choice beyond the limit", R"({"type":"integer","maximum":5,"enum":[1,7]})", "/enum");
    row("const beside the choices", R"({"enum":[1,2],"const":3})", "/const");
    row("titles of other choices", R"({"enum":[1,2],"x-enumTitles":["one"]})", "/x-enumTitles");
    row("title as number", R"({"type":"string","title":7})", "/title");
    row("order beyond int", R"({"type":"string","x-order":99999999999})", "/x-order");
    row("default of another type", R"({"type":"integer","default":"7"})", "/default");
    row("default beyond the limit", R"({"type":"integer","maximum":5,"default":7})", "/default");
    row("reference elsewhere", R"({"$ref":"https://example.org/schema"})", "/$ref");
    row("reference to nothing", R"({"$ref":"#/$defs/gone"})", "/$ref");
    row("reference to a text", R"({"$ref":"#/type"})", "/$ref");
    row("broken pointer", R"({"$ref":"#/$defs/~7"})", "/$ref");
    row("reference as number", R"({"$ref":1})", "/$ref");
    row("allOf as object", R"({"allOf":{}})", "/allOf");
    row("allOf of a number", R"({"allOf":[1]})", "/allOf");
    row("two minima", R"({"allOf":[{"type":"integer","minimum":5},{"minimum":3}]})",
        "/allOf/minimum");
    row("two types in parts", R"({"type":"string","allOf":[{"type":"integer"}]})", "/type");
}

void SchemaTest::refusesSchemasThatItWouldHaveToGuessAt()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, place);
    const auto schema = parsed(json::parse(field.constData()));
    QVERIFY(!schema);
    QCOMPARE(schema.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(schema.error().subject, place);
    QVERIFY(!schema.error().detail.isEmpty());
}

void SchemaTest::refusesRootsThatAreNone()
{
    for (const char* root :
         {"[]", R"({"type":"array"})", R"({"properties":[]})", R"({"required":{}})",
          R"({"required":["gone"]})", R"({"required":[1],"properties":{}})", R"({"if":{}})"}) {
        QVERIFY2(!ParameterSchema::parse(json::parse(root)), root);
    }
    QVERIFY(ParameterSchema::parse(json::object()));
}

void SchemaTest::followsReferencesAndNotInCircles()
{
    json root = schemaOf({{"$ref", "#/$defs/size"}, {"default", 720}});
    root["$defs"] = {
        {"size", {{"type", "integer"}, {"allOf", json::array({{{"$ref", "#/$defs/limit"}}})}}},
        {"limit", {{"maximum", 1080}}}};
    const auto schema = ParameterSchema::parse(root);
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().subject));
    QCOMPARE(schema->field(u"p"_s)->initial, json(720));
    QCOMPARE(schema->check({{"p", 1081}}).size(), 1);

    root["$defs"]["limit"] = {{"$ref", "#/$defs/size"}};
    const auto circle = ParameterSchema::parse(root);
    QVERIFY(!circle);
    QVERIFY(circle.error().detail.contains(u"circle"_s));
    root["$defs"]["size"] = {{"$ref", "#/$defs/size"}};
    QVERIFY(!ParameterSchema::parse(root));
    // One that leads through the items of a list and never ends.
    root["$defs"]["size"] = {{"type", "array"}, {"items", {{"$ref", "#/$defs/size"}}}};
    QVERIFY(!ParameterSchema::parse(root));
}

void SchemaTest::endsSoonWhenReferencesMultiply()
{
    // Without a circle, and not deep, but ten times more with each step.
    json root = schemaOf({{"$ref", "#/$defs/a0"}});
    for (int i = 0; i < 15; ++i) {
        json parts = json::array();
        for (int j = 0; j < 10; ++j) {
            parts.push_back({{"$ref", "#/$defs/a" + std::to_string(i + 1)}});
        }
        root["$defs"]["a" + std::to_string(i)] = {{"allOf", parts}};
    }
    root["$defs"]["a15"] = {{"type", "string"}};
    const auto schema = ParameterSchema::parse(root);
    QVERIFY(!schema);
    QCOMPARE(schema.error().kind, ErrorKind::InvalidInput);
}

void SchemaTest::refusesToGoDeeperThan32()
{
    const auto chain = [](int length) {
        json root = schemaOf({{"$ref", "#/$defs/d0"}});
        for (int i = 0; i < length; ++i) {
            root["$defs"]["d" + std::to_string(i)] = {
                {"$ref", "#/$defs/d" + std::to_string(i + 1)}};
        }
        root["$defs"]["d" + std::to_string(length)] = {{"type", "string"}};
        return ParameterSchema::parse(root).has_value();
    };
    QVERIFY(chain(31));
    QVERIFY(!chain(32));
    QVERIFY(!chain(5000));
}

void SchemaTest::namesWhatIsMissingAndWhatIsUnknown()
{
    const auto schema = ParameterSchema::parse(json::parse(
        R"({"required":["a"],"properties":{"a":{"type":"string"},"b":{"type":"integer","default":3}}})"));
    QVERIFY(schema);
    QCOMPARE(schema->check(json::object()),
             (QList<Violation>{{u"a"_s, ViolationReason::Missing, {}}}));
    QCOMPARE(schema->check({{"a", "x"}, {"c", 1}}),
             (QList<Violation>{{u"c"_s, ViolationReason::Unknown, {}}}));
    QCOMPARE(schema->withDefaults({{"a", "x"}}), (json{{"a", "x"}, {"b", 3}}));
    QCOMPARE(schema->withDefaults({{"b", 5}}), (json{{"b", 5}}));
}

void SchemaTest::ordersFieldsAsTheFormShowsThem()
{
    const auto schema = ParameterSchema::parse(json::parse(
        R"({"properties":{"c":{"type":"string"},"a":{"type":"string","x-order":2},"b":{"type":"string","x-order":1}}})"));
    QStringList names;
    for (const ParameterField& field : schema->fields()) {
        names.append(field.name);
    }
    QCOMPARE(names, (QStringList{u"b"_s, u"a"_s, u"c"_s}));
}

namespace {

// 4K only in the mode "pro", which needs a reason.
json dependentSchema()
{
    json schema{{"type", "object"},
                {"properties",
                 {{"mode", {{"type", "string"}, {"enum", {"std", "pro"}}, {"default", "std"}}},
                  {"size",
                   {{"type", "string"},
                    {"enum", {"1K", "2K", "4K"}},
                    {"default", "4K"},
                    {"x-enumTitles", {"small", "large", "huge"}}}},
                  {"reason", {{"type", "string"}}}}}};
    schema["allOf"] = json::array(
        {json{{"if", {{"properties", {{"mode", {{"const", "std"}}}}}}},
              {"then", {{"properties", {{"size", {{"enum", {"1K", "2K"}}}}}}}}},
         json{{"if", {{"properties", {{"mode", {{"enum", {"pro"}}}}}}, {"required", {"mode"}}}},
              {"then", {{"required", {"reason"}}}}}});
    return schema;
}

} // namespace

void SchemaTest::aChoiceRestrictsOthers()
{
    const auto schema = ParameterSchema::parse(dependentSchema());
    QVERIFY(schema);
    const auto reasonsOf = [&](const json& values) {
        QStringList found;
        for (const Violation& violation : schema->check(values)) {
            found.append(violation.parameter);
        }
        return found;
    };
    QCOMPARE(reasonsOf({{"mode", "std"}, {"size", "2K"}}), QStringList());
    QCOMPARE(reasonsOf({{"mode", "std"}, {"size", "4K"}}), QStringList{u"size"_s});
    QCOMPARE(reasonsOf({{"mode", "pro"}, {"size", "4K"}}), QStringList{u"reason"_s});
    QCOMPARE(reasonsOf({{"mode", "pro"}, {"size", "4K"}, {"reason", "poster"}}), QStringList());
    // What is missing is no obstacle to the first rule, which does not ask for it.
    QCOMPARE(reasonsOf({{"size", "4K"}}), QStringList{u"size"_s});

    const auto fields = schema->fieldsFor({{"mode", "std"}});
    const auto size = std::find_if(fields.begin(), fields.end(), [](const ParameterField& field) {
        return field.name == u"size"_s;
    });
    QCOMPARE(size->choices, (QList<json>{"1K", "2K"}));
    QCOMPARE(size->choiceTitles, (QStringList{u"small"_s, u"large"_s}));
    QVERIFY(size->initial.is_null()); // the usual one is not left
    QCOMPARE(schema->fieldsFor({{"mode", "pro"}}).size(), 3);
}

void SchemaTest::rulesThatApplyTogetherAllCount()
{
    const json schema = json::parse(R"({"type":"object","properties":{
        "mode":{"type":"string","enum":["std","pro"]}, "sound":{"type":"boolean"},
        "size":{"type":"string","enum":["1K","2K","4K","8K"],"default":"2K",
                "x-enumTitles":["one","two","four","eight"]},
        "seconds":{"type":"integer","minimum":1,"maximum":60,"default":5},
        "step":{"type":"integer","multipleOf":4},
        "note":{"type":"string","maxLength":100}},
      "if":{"properties":{"mode":{"const":"std"}},"required":["mode"]},
      "then":{"properties":{"size":{"enum":["1K","2K","4K"]},"seconds":{"maximum":20},
              "step":{"multipleOf":6},"note":{"pattern":"^a"}}},
      "allOf":[
        {"if":{"properties":{"sound":{"const":true}},"required":["sound"]},
         "then":{"properties":{"size":{"enum":["2K","8K"]},"seconds":{"minimum":4,"maximum":40},
                 "note":{"pattern":"z$","minLength":3}},"required":["note"]}},
        {"if":{"properties":{"mode":{"const":"pro"},"sound":{"const":true}},"required":["mode","sound"]},
         "then":{"properties":{"size":{"enum":["4K"]}}}}]})");
    const auto read = ParameterSchema::read(schema);
    QVERIFY(read);
    const auto beside = [&](const json& values, const QString& name) {
        const auto fields = read->fieldsFor(values);
        return *std::find_if(fields.begin(), fields.end(),
                             [&](const ParameterField& field) { return field.name == name; });
    };
    const json both{{"mode", "std"}, {"sound", true}};
    QCOMPARE(beside(both, u"size"_s).choices, QList<json>{"2K"});
    QCOMPARE(beside(both, u"size"_s).choiceTitles, QStringList{u"two"_s});
    QCOMPARE(beside(both, u"size"_s).initial, json("2K"));
    QCOMPARE(*beside(both, u"seconds"_s).minimum, json(4));
    QCOMPARE(*beside(both, u"seconds"_s).maximum, json(20));
    QCOMPARE(beside(both, u"seconds"_s).initial, json(5));
    QCOMPARE(*beside(both, u"step"_s).multipleOf, json(12));
    const ParameterField note = beside(both, u"note"_s);
    QVERIFY(note.required);
    QCOMPARE(note.minLength, 3);
    QCOMPARE(note.maxLength, 100);
    QVERIFY(note.pattern->match(u"abcz"_s).hasMatch());
    QVERIFY(!note.pattern->match(u"abc"_s).hasMatch());
    QVERIFY(!note.pattern->match(u"bcz"_s).hasMatch());
    QCOMPARE(beside({{"mode", "std"}}, u"size"_s).choices, (QList<json>{"1K", "2K", "4K"}));
    QVERIFY(!beside({{"mode", "std"}}, u"note"_s).required);
    // What fits each of them fits check(), and the other way round.
    for (const char* size : {"1K", "2K", "4K", "8K"}) {
        json values = both;
        values.update({{"size", size}, {"note", "abcz"}});
        const auto choices = beside(both, u"size"_s).choices;
        QCOMPARE(read->check(values).isEmpty(), choices.contains(json(size)));
    }
    // Two that leave nothing together leave a choice that is then refused, and no free text.
    const json none{{"mode", "pro"}, {"sound", true}};
    QCOMPARE(beside(none, u"size"_s).choices, (QList<json>{"2K", "8K"}));
    json chosen = none;
    chosen.update({{"size", "2K"}, {"note", "abcz"}});
    QVERIFY(!read->check(chosen).isEmpty());
}

void SchemaTest::refusesRulesThatItCannotKeep_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const char* rule, const QString& place) {
        QTest::newRow(name) << QByteArray(rule) << place;
    };
    row("no then", R"({"if": {"properties": {"mode": {"const": "std"}}}})", u"/allOf/0/then"_s);
    row("an else", R"({"if": {"properties": {"mode": {"const": "std"}}}, "then": {}, "else": {}})",
        u"/allOf/0/else"_s);
    row("asks for nothing", R"({"if": {}, "then": {}})", u"/allOf/0/if/properties"_s);
    row("asks for a range", R"({"if": {"properties": {"mode": {"minLength": 2}}}, "then": {}})",
        u"/allOf/0/if/properties/mode/minLength"_s);
    row("asks for a stranger", R"({"if": {"properties": {"mood": {"const": 1}}}, "then": {}})",
        u"/allOf/0/if/properties/mood"_s);
    row("speaks of a stranger",
        R"({"if": {"properties": {"mode": {"const": "std"}}}, "then": {"required": ["mood"]}})",
        u"/allOf/0/then/required"_s);
    row("says nonsense",
        R"({"if": {"properties": {"mode": {"const": "std"}}}, "then": {"properties": {"size": {"enum": 4}}}})",
        u"/allOf/0/then/properties/size/enum"_s);
}

void SchemaTest::refusesRulesThatItCannotKeep()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, place);
    json schema = dependentSchema();
    schema["allOf"] = json::array({json::parse(rule.toStdString())});
    const auto refused = ParameterSchema::read(schema);
    QVERIFY(!refused);
    QCOMPARE(refused.error().place, place);
}

void SchemaTest::judgesAsTheReferenceDoes()
{
    Generator generator;
    QByteArray lines;
    QList<bool> ours;
    QStringList cases;
    while (ours.size() < 6000) {
        json root = schemaOf(generator.field());
        root["additionalProperties"] = false;
        const json value{{"p", generator.value()}};
        const auto schema = ParameterSchema::parse(root);
        if (!schema) {
            continue; // a contradiction, which the reference would let stand
        }
        const std::string line = json::array({root, value}).dump();
        lines += QByteArray::fromStdString(line) + '\n';
        cases.append(QString::fromStdString(line));
        ours.append(schema->check(value).isEmpty());
    }
    QProcess process;
    process.start(u"/usr/bin/python3"_s,
                  {qEnvironmentVariable("RASKADR_SOURCE") + u"/tests/core/providers/oracle.py"_s});
    process.write(lines);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(120'000));
    if (process.exitCode() == 77) {
        QSKIP("python3-jsonschema is not installed");
    }
    QCOMPARE(process.exitCode(), 0);
    const QList<QByteArray> theirs = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(theirs.size(), ours.size());
    int valid = 0;
    for (qsizetype i = 0; i < ours.size(); ++i) {
        QVERIFY2(ours[i] == (theirs[i] == "1"), qPrintable(cases[i]));
        valid += ours[i] ? 1 : 0;
    }
    QVERIFY2(valid > 300 && valid < ours.size() - 300, qPrintable(QString::number(valid)));
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "schematest.moc"

#include "core/media/provenance/comfygraph.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t maxLinks = 100'000;

// The values of a node are kept without names, in this order; an empty name is of no use here.
const QMap<QString, QStringList>& fieldsOfNodes()
{
    static const QMap<QString, QStringList> fields{
        {u"KSampler"_s,
         {u"seed"_s, {}, u"steps"_s, u"cfg"_s, u"sampler_name"_s, u"scheduler"_s, u"denoise"_s}},
        {u"KSamplerAdvanced"_s,
         {u"add_noise"_s,
          u"noise_seed"_s,
          {},
          u"steps"_s,
          u"cfg"_s,
          u"sampler_name"_s,
          u"scheduler"_s}},
        {u"SamplerCustom"_s, {u"add_noise"_s, u"noise_seed"_s, {}, u"cfg"_s}},
        {u"RandomNoise"_s, {u"noise_seed"_s}},
        {u"KSamplerSelect"_s, {u"sampler_name"_s}},
        {u"BasicScheduler"_s, {u"scheduler"_s, u"steps"_s, u"denoise"_s}},
        {u"CFGGuider"_s, {u"cfg"_s}},
        {u"FluxGuidance"_s, {u"guidance"_s}},
        {u"CLIPTextEncode"_s, {u"text"_s}},
        {u"CLIPTextEncodeFlux"_s, {u"clip_l"_s, u"t5xxl"_s, u"guidance"_s}},
        {u"CLIPTextEncodeSDXL"_s, {{}, {}, {}, {}, {}, {}, u"text_g"_s, u"text_l"_s}},
        {u"CheckpointLoaderSimple"_s, {u"ckpt_name"_s}},
        {u"CheckpointLoader"_s, {{}, u"ckpt_name"_s}},
        {u"UNETLoader"_s, {u"unet_name"_s}},
        {u"UnetLoaderGGUF"_s, {u"unet_name"_s}},
        {u"LoraLoader"_s, {u"lora_name"_s, u"strength_model"_s}},
        {u"LoraLoaderModelOnly"_s, {u"lora_name"_s, u"strength_model"_s}},
        {u"EmptyLatentImage"_s, {u"width"_s, u"height"_s}},
        {u"EmptySD3LatentImage"_s, {u"width"_s, u"height"_s}},
        {u"PrimitiveStringMultiline"_s, {u"value"_s}},
        {u"PrimitiveString"_s, {u"value"_s}},
        {u"PrimitiveNode"_s, {u"value"_s}},
        {u"PrimitiveInt"_s, {u"value"_s}},
    };
    return fields;
}

void takeValues(const QString& type, const Json& values, Json& inputs)
{
    if (values.is_object()) {
        for (auto it = values.begin(); it != values.end(); ++it) {
            if (it->is_primitive()) {
                inputs[it.key()] = *it;
            }
        }
        return;
    }
    if (!values.is_array()) {
        return;
    }
    const QStringList names = fieldsOfNodes().value(type);
    for (size_t i = 0; i < values.size() && i < size_t(names.size()); ++i) {
        if (!names[qsizetype(i)].isEmpty() && values[i].is_primitive()) {
            inputs[names[qsizetype(i)].toStdString()] = values[i];
        }
    }
    if (names.isEmpty() && type.contains(u"TextEncode"_s)) {
        for (const Json& value : values) {
            if (value.is_string()) {
                inputs["text"] = value;
                break;
            }
        }
    }
}

} // namespace

bool isComfyWorkflow(const Json& json)
{
    const Json& nodes = memberOf(json, "nodes");
    return nodes.is_array() && !nodes.empty() && memberOf(json, "links").is_array()
        && memberOf(nodes[0], "type").is_string();
}

Json promptOfWorkflow(const Json& workflow)
{
    // id, from node, from slot, to node, to slot, type
    std::map<QString, Json> sources;
    for (const Json& link : memberOf(workflow, "links")) {
        if (sources.size() >= maxLinks) {
            break;
        }
        if (link.is_array() && link.size() >= 3 && link[2].is_number_integer()) {
            sources[textOf(link[0])] = Json::array({textOf(link[1]).toStdString(), link[2]});
        }
    }
    Json prompt = Json::object();
    for (const Json& node : memberOf(workflow, "nodes")) {
        const QString id = textOf(node, "id");
        const QString type = textOf(node, "type");
        static constexpr int muted = 2;
        if (prompt.size() >= maxComfyNodes || id.isEmpty() || type.isEmpty()
            || memberOf(node, "mode") == Json(muted)) {
            continue;
        }
        Json inputs = Json::object();
        takeValues(type, memberOf(node, "widgets_values"), inputs);
        const Json& places = memberOf(node, "inputs");
        for (const Json& slot : places.is_array() ? places : Json::array()) {
            const auto source = sources.find(textOf(slot, "link"));
            if (const QString name = textOf(slot, "name");
                source != sources.end() && !name.isEmpty()) {
                inputs[name.toStdString()] = source->second;
            }
        }
        prompt[id.toStdString()] = {{"class_type", type.toStdString()}, {"inputs", inputs}};
    }
    return prompt;
}

} // namespace raskadr

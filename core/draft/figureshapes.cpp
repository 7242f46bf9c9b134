#include "core/draft/figureshapes.h"

#include "core/draft/canvas.h"

#include <QPainterPathStroker>
#include <QPolygonF>

namespace raskadr::draft {

namespace {

QPainterPath limb(const std::vector<QPointF>& points, double width)
{
    QPainterPath line(points.front());
    for (size_t i = 1; i < points.size(); ++i) {
        line.lineTo(points[i]);
    }
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(line);
}

QPainterPath ellipse(double x, double y, double rx, double ry)
{
    QPainterPath path;
    path.addEllipse(QPointF(x, y), rx, ry);
    return path;
}

// Adds a part that may overlap what is there: all parts have to run the same way round.
void join(QPainterPath& figure, const QPainterPath& part)
{
    double area = 0;
    for (const QPolygonF& outline : part.toSubpathPolygons()) {
        for (qsizetype i = 0; i + 1 < outline.size(); ++i) {
            area += outline[i].x() * outline[i + 1].y() - outline[i + 1].x() * outline[i].y();
        }
    }
    figure.addPath(area < 0 ? part.toReversed() : part);
}

void addUmbrella(QPainterPath& figure, double x)
{
    // The edge of the cloth hangs in arcs between the ribs.
    const double top = -1.19;
    const double edge = -0.985;
    const double half = 0.33;
    QPainterPath cloth(QPointF(x - half, edge));
    cloth.cubicTo(QPointF(x - half * 0.92, top + 0.05), QPointF(x - half * 0.4, top),
                  QPointF(x, top));
    cloth.cubicTo(QPointF(x + half * 0.4, top), QPointF(x + half * 0.92, top + 0.05),
                  QPointF(x + half, edge));
    constexpr int arcs = 5;
    for (int i = 0; i < arcs; ++i) {
        const double from = x + half - 2 * half * i / arcs;
        const double to = from - 2 * half / arcs;
        cloth.quadTo(QPointF((from + to) / 2, edge - 0.035), QPointF(to, edge));
    }
    cloth.closeSubpath();
    join(figure, cloth);
    join(figure, limb({{x, top - 0.03}, {x, -0.62}}, 0.010));
    join(figure, limb({{0.098, -0.79}, {0.155, -0.665}, {x, -0.70}}, 0.046));
}

} // namespace

QPainterPath standingFigure(const Pose& pose)
{
    QPainterPath figure;
    figure.setFillRule(Qt::WindingFill);
    const bool dress = pose.build == Build::Dress;
    const bool child = pose.build == Build::Child;
    const double sway = pose.lean * 0.012;
    const double step = pose.stride * 0.085;

    // legs, one a little before the other
    const double ankle = dress ? 0.020 : 0.030;
    join(figure,
         smoothShape({{-0.070, -0.36},
                      {-0.012 + sway, -0.36},
                      {-0.010 - step * 0.5, -0.17},
                      {-0.016 - step, -0.03},
                      {-0.006 - step, 0.0},
                      {-0.060 - step, 0.0},
                      {-0.052 - step, -0.04},
                      {-0.046 - step - ankle * 0.3, -0.18}}));
    join(figure,
         smoothShape({{0.010 + sway, -0.36},
                      {0.072, -0.36},
                      {0.052 + step * 0.7 + ankle * 0.3, -0.18},
                      {0.046 + step, -0.045},
                      {0.068 + step, -0.010},
                      {0.062 + step, 0.004},
                      {0.012 + step, 0.002},
                      {0.014 + step * 0.8, -0.16}}));
    // trunk and clothes
    if (dress) {
        join(figure,
             smoothShape({{-0.024, -0.865},
                          {-0.060, -0.832},
                          {-0.088, -0.790},
                          {-0.074, -0.70},
                          {-0.058 + sway, -0.615},
                          {-0.080 + sway, -0.53},
                          {-0.108, -0.40},
                          {-0.128 - step * 0.3, -0.265},
                          {-0.05, -0.252},
                          {0.05, -0.258},
                          {0.122 + step * 0.5, -0.268},
                          {0.104, -0.40},
                          {0.080 + sway, -0.53},
                          {0.058 + sway, -0.615},
                          {0.074, -0.70},
                          {0.088, -0.790},
                          {0.060, -0.832},
                          {0.024, -0.865}}));
    } else {
        join(figure,
             smoothShape({{-0.028, -0.868},
                          {-0.066, -0.842},
                          {-0.106, -0.806},
                          {-0.112, -0.72},
                          {-0.094 + sway, -0.60},
                          {-0.102 + sway, -0.50},
                          {-0.114, -0.40},
                          {-0.120 - step * 0.35, -0.325},
                          {-0.05, -0.310},
                          {0.0 + sway, -0.318},
                          {0.05, -0.310},
                          {0.118 + step * 0.5, -0.330},
                          {0.112, -0.40},
                          {0.102 + sway, -0.50},
                          {0.094 + sway, -0.60},
                          {0.112, -0.72},
                          {0.106, -0.806},
                          {0.066, -0.842},
                          {0.028, -0.868}}));
    }
    // arms
    const double shoulder = dress ? 0.078 : 0.094;
    const double thick = dress ? 0.040 : 0.052;
    const double swing = step * 0.8;
    join(figure,
         limb({{-shoulder, -0.795},
               {-shoulder - (dress ? 0.014 : 0.024), -0.64},
               {-shoulder - 0.010 + swing, -0.475}},
              thick));
    if (!pose.umbrella) {
        join(figure,
             limb({{shoulder, -0.795},
                   {shoulder + (dress ? 0.012 : 0.022), -0.64},
                   {shoulder + 0.012 + swing * 0.6, -0.475}},
                  thick));
    }
    // neck and head
    const double size = child ? 1.28 : 1.0;
    join(figure, limb({{0.0, -0.83}, {0.004, -0.89}}, 0.044));
    join(figure, ellipse(0.004 + sway, -0.930, 0.048 * size, 0.062 * size));
    if (dress) {
        join(figure,
             smoothShape({{-0.050, -0.955},
                          {0.0, -1.0},
                          {0.055, -0.955},
                          {0.060, -0.88},
                          {0.056, -0.80},
                          {0.0, -0.785},
                          {-0.056, -0.80},
                          {-0.060, -0.88}}));
    }
    if (pose.hat) {
        join(figure,
             smoothShape({{-0.050, -0.955},
                          {-0.046, -1.005},
                          {0.0, -1.018},
                          {0.050, -1.005},
                          {0.056, -0.955},
                          {0.085, -0.942},
                          {0.0, -0.934},
                          {-0.080, -0.942}}));
    }
    if (pose.umbrella) {
        addUmbrella(figure, 0.115);
    }
    return figure;
}

QPainterPath bustFromBehind(Build build, Rng& rng)
{
    QPainterPath bust;
    bust.setFillRule(Qt::WindingFill);
    const bool dress = build == Build::Dress;
    const double turn = rng.range(-0.05F, 0.05F);
    join(bust, ellipse(turn, 0, 0.335, 0.46));
    join(bust, ellipse(turn - 0.335, 0.05, 0.05, 0.10)); // ears
    join(bust, ellipse(turn + 0.335, 0.05, 0.05, 0.10));
    const double w = dress ? 0.82 : 1.0;
    join(bust,
         smoothShape({{-0.235, 0.22},
                      {-0.23, 0.48},
                      {-0.29, 0.66},
                      {-0.62 * w, 0.83},
                      {-0.98 * w, 0.97},
                      {-1.16 * w, 1.25},
                      {-1.24 * w, 1.75},
                      {-1.28 * w, 2.7},
                      {1.28 * w, 2.7},
                      {1.24 * w, 1.75},
                      {1.16 * w, 1.25},
                      {0.98 * w, 0.97},
                      {0.62 * w, 0.83},
                      {0.29, 0.66},
                      {0.23, 0.48},
                      {0.235, 0.22}}));
    if (dress) {
        // Hair down to the shoulders, a few strands out of order.
        join(bust,
             smoothShape({{-0.36, -0.20},
                          {-0.24, -0.46},
                          {0.02, -0.545},
                          {0.27, -0.45},
                          {0.39, -0.18},
                          {0.43, 0.15},
                          {0.45, 0.50},
                          {0.47, 0.85},
                          {0.30, 1.02},
                          {0.05, 0.96},
                          {-0.20, 1.04},
                          {-0.46, 0.88},
                          {-0.45, 0.50},
                          {-0.42, 0.15}}));
        for (int i = 0; i < 7; ++i) {
            const double x = rng.range(-0.42F, 0.42F);
            const double edge = x < 0 ? -0.44 : 0.44;
            join(bust,
                 limb({{edge * 0.9, -0.1 + 0.1 * i},
                       {edge * 1.07, 0.2 + 0.1 * i},
                       {edge * 1.02 + x * 0.1, 0.6 + 0.07 * i}},
                      0.014));
        }
    } else {
        join(bust,
             smoothShape({{-0.37, 0.05},
                          {-0.39, -0.20},
                          {-0.25, -0.46},
                          {0.0, -0.53},
                          {0.27, -0.45},
                          {0.39, -0.18},
                          {0.37, 0.05},
                          {0.25, 0.34},
                          {0.0, 0.40},
                          {-0.25, 0.34}}));
        // a collar
        join(bust,
             smoothShape({{-0.30, 0.62},
                          {-0.27, 0.47},
                          {0.0, 0.53},
                          {0.27, 0.47},
                          {0.30, 0.62},
                          {0.42, 0.80},
                          {0.0, 0.90},
                          {-0.42, 0.80}}));
    }
    return bust;
}

QPainterPath bustInProfile(Build build, Rng& rng)
{
    QPainterPath bust;
    bust.setFillRule(Qt::WindingFill);
    const bool dress = build == Build::Dress;
    const double nose = rng.range(-0.012F, 0.020F);
    // forehead, nose, lips, chin, throat, then down the chest and up the back
    join(
        bust,
        smoothShape({{-0.10, -0.475},       {0.12, -0.465},  {0.265, -0.375}, {0.335, -0.235},
                     {0.352, -0.115},       {0.345, -0.045}, {0.375, 0.010},  {0.425 + nose, 0.085},
                     {0.440 + nose, 0.118}, {0.410, 0.142},  {0.352, 0.150},  {0.358, 0.180},
                     {0.385, 0.212},        {0.362, 0.240},  {0.352, 0.250},  {0.372, 0.285},
                     {0.345, 0.318},        {0.328, 0.345},  {0.345, 0.395},  {0.325, 0.445},
                     {0.255, 0.478},        {0.150, 0.475},  {0.055, 0.492},  {0.020, 0.56},
                     {0.035, 0.68},         {0.110, 0.82},   {0.270, 0.96},   {0.43, 1.20},
                     {0.52, 1.60},          {0.56, 2.7},     {-1.05, 2.7},    {-0.98, 1.70},
                     {-0.88, 1.20},         {-0.70, 0.92},   {-0.44, 0.74},   {-0.335, 0.58},
                     {-0.325, 0.40},        {-0.385, 0.20},  {-0.425, -0.05}, {-0.380, -0.28},
                     {-0.265, -0.42}}));
    if (dress) {
        if (rng.chance(0.5F)) { // hair gathered in a knot
            join(bust,
                 smoothShape({{0.24, -0.40},
                              {0.10, -0.515},
                              {-0.12, -0.535},
                              {-0.33, -0.42},
                              {-0.455, -0.20},
                              {-0.475, 0.02},
                              {-0.42, 0.20},
                              {-0.30, 0.36},
                              {-0.20, 0.10},
                              {0.02, -0.22}}));
            join(bust, ellipse(-0.53, 0.06, 0.165, 0.185));
            join(bust, limb({{-0.30, 0.34}, {-0.37, 0.46}, {-0.36, 0.57}}, 0.012));
        } else { // hair that falls on the shoulders
            join(bust,
                 smoothShape({{0.25, -0.40},
                              {0.10, -0.52},
                              {-0.12, -0.545},
                              {-0.35, -0.44},
                              {-0.49, -0.20},
                              {-0.53, 0.10},
                              {-0.57, 0.45},
                              {-0.66, 0.80},
                              {-0.62, 1.10},
                              {-0.42, 1.20},
                              {-0.20, 1.06},
                              {-0.14, 0.70},
                              {-0.12, 0.30},
                              {0.0, -0.15}}));
        }
    } else {
        join(bust,
             smoothShape({{0.27, -0.385},
                          {0.16, -0.515},
                          {-0.08, -0.545},
                          {-0.30, -0.47},
                          {-0.44, -0.26},
                          {-0.46, 0.0},
                          {-0.40, 0.24},
                          {-0.34, 0.42},
                          {-0.20, 0.25},
                          {-0.05, -0.10},
                          {0.10, -0.26}}));
        // a raised collar
        join(bust,
             smoothShape({{0.02, 0.66},
                          {0.10, 0.60},
                          {0.22, 0.86},
                          {0.30, 1.10},
                          {-0.20, 1.10},
                          {-0.55, 0.86},
                          {-0.42, 0.52},
                          {-0.32, 0.56}}));
    }
    return bust;
}

} // namespace raskadr::draft

// Colours that must be told apart stay apart for eyes that lack one kind of cone.
#include "app/theme/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

/// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
/// severity 1.0; on linear RGB.
struct Vision {
    const char* name;
    Matrix matrix;
};
constexpr std::array visions{
    Vision{"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Vision{"protanopia",
           {{{0.152286, 1.052583, -0.204868},
             {0.114503, 0.786281, 0.099216},
             {-0.003882, -0.048116, 1.051998}}}},
    Vision{
        "deuteranopia",
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Vision{"tritanopia",
           {{{1.255528, -0.076749, -0.178779},
             {-0.078411, 0.930809, 0.147602},
             {0.004733, 0.691367, 0.303900}}}},
};

double linear(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }

Vector seen(const QColor& colour, const Vision& vision)
{
    const Vector rgb{linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    Vector out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j)
            out[i] += vision.matrix[i][j] * rgb[j];
        out[i] = std::clamp(out[i], 0.0, 1.0);
    }
    return out;
}

/// CIE L*a*b* under D65, from linear sRGB.
Vector lab(const Vector& c)
{
    const double x = (0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047;
    const double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    const double z = (0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883;
    const auto f = [](double v) { return v > 0.008856 ? std::cbrt(v) : 7.787 * v + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIE76's ΔE: 2.3 is just noticeable, 10 is seen at a glance.
double apart(const QColor& a, const QColor& b, const Vision& vision)
{
    const Vector p = lab(seen(a, vision));
    const Vector q = lab(seen(b, vision));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

class ColourVision : public testing::TestWithParam<ThemeName> {};

/// Pairs that nothing but colour and place tells apart at a glance.
TEST_P(ColourVision, WhatMustBeToldApartStaysApart)
{
    const Theme& t = themeNamed(GetParam());
    const std::array<std::pair<const char*, std::pair<QColor, QColor>>, 8> pairs{{
        {"client and server", {t.client, t.server}},
        {"client's and server's fills", {t.clientSoft, t.serverSoft}},
        {"a state that is over and one that lasts, client", {t.clientSoft, t.client}},
        {"a state that is over and one that lasts, server", {t.serverSoft, t.server}},
        {"data and FIN", {t.data, t.fin}},
        {"data and what is lost", {t.data, t.lost}},
        {"what is lit and the surface", {t.highlight, t.surface}},
        {"changed and unchanged", {t.changedSoft, t.surface}},
    }};
    for (const Vision& vision : visions)
        for (const auto& [what, colours] : pairs)
            EXPECT_GE(apart(colours.first, colours.second, vision), 10)
                << what << ", " << vision.name << ": " << colours.first.name().toStdString() << " and "
                << colours.second.name().toStdString();
}

/// The test's own measure: a red and a green that are known to run together.
TEST(ColourVisionModel, ConfusesRedAndGreenAsDeuteranopesDo)
{
    const QColor red(0xa0, 0x60, 0x30);
    const QColor green(0x78, 0x74, 0x30);
    EXPECT_GT(apart(red, green, visions[0]), 25);
    EXPECT_LT(apart(red, green, visions[2]), 10);
    EXPECT_GT(apart(QColor(0, 0x72, 0xb2), QColor(0xb3, 0x4a, 0), visions[2]), 40);
}

INSTANTIATE_TEST_SUITE_P(Themes, ColourVision,
                         testing::Values(ThemeName::Light, ThemeName::Dark, ThemeName::Projector));

} // namespace
} // namespace tcplab

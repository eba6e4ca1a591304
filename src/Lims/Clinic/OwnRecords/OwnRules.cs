using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>
/// How records are counted, as data: what a proband is worth. Which counts reach which strength is the rule set's.
/// </summary>
/// <param name="Id">Id of the file.</param>
/// <param name="Version">Its version.</param>
/// <param name="Repeated">Points of a proband who is low on independent draws.</param>
/// <param name="OnceWithFamilyHistory">Points of one who is low once, with a family history of it.</param>
/// <param name="Once">Points of one who is low once, without.</param>
/// <param name="HistoryFact">The fact of the clinical picture that tells of the family.</param>
/// <param name="HistoryValues">By analyte: the value of the fact that tells of it.</param>
/// <param name="MeiosesPerRelative">Meioses that each further affected carrier of a line counts.</param>
sealed record OwnRules(string Id, string Version, double Repeated, double OnceWithFamilyHistory, double Once, string HistoryFact,
    IReadOnlyDictionary<string, string> HistoryValues, int MeiosesPerRelative)
{
    /// <summary>Reads the newest released rules.</summary>
    /// <exception cref="InvalidDataException">Something is unknown, missing or said twice.</exception>
    public static OwnRules Load(KnowledgeFolder knowledge) => knowledge.Demand("acmg", "own-records").Read(Of);

    static OwnRules Of(StrictJson j)
    {
        _ = (j.Text("title"), j.TextOrNull("note"));
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        var points = j.Part("points", p => Tuple.Create(Points(p, "repeated"), Points(p, "onceWithFamilyHistory"), Points(p, "once"),
            Named(p)));
        var history = j.Part("familyHistory", h => Tuple.Create(h.Text("fact"),
            h.List("values", v => Tuple.Create(v.Text("analyte"), v.Text("value")))
                .ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal), Named(h)));
        var meioses = j.Part("meiosesPerRelative", m => Tuple.Create(
            m.WholeNumber("count") is > 0 and var count ? count : throw m.Wrong("a number above 0", "count"), Named(m)));
        return new(j.Text("id"), j.Text("version"), points.Item1, points.Item2, points.Item3, history.Item1, history.Item2,
            meioses.Item1);

        bool Named(StrictJson part)
        {
            _ = part.TextOrNull("note");
            return part.Texts("sources") is { Length: > 0 } named && named.All(sources.Contains)
                ? true : throw part.Wrong("sources of this file", "sources");
        }

        static double Points(StrictJson p, string name) =>
            p.Number(name) is > 0 and var points ? points : throw p.Wrong("a number above 0", name);
    }
}

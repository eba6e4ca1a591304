using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Registry.Forms;

/// <summary>How a column of the form is filled.</summary>
enum ColumnKind
{
    /// <summary>One variant: 0, 1 or 2 where it is proven.</summary>
    Variant,
    /// <summary>
    /// Any causing variant of a gene: 1 or 2, never 0, since its hot spots do not prove the whole gene.
    /// </summary>
    Gene,
    /// <summary>Not identified: never filled from a file.</summary>
    Unresolved,
}

/// <summary>A genotype column of the registry's form.</summary>
/// <param name="Id">Stable id of the column.</param>
/// <param name="Label">As printed on the form.</param>
/// <param name="Kind">How it is filled.</param>
/// <param name="HotSpots">The hot spots it is filled from.</param>
/// <param name="Sources">Keys of the sources.</param>
/// <param name="Note">For the reader of the form.</param>
sealed record FormColumn(string Id, string Label, ColumnKind Kind, IReadOnlyList<string> HotSpots,
    IReadOnlyList<string> Sources, string? Note = null);

/// <summary>A person's codes: one for each column of the form, in its order; an empty code is not known.</summary>
/// <param name="Group">Case or control.</param>
/// <param name="Codes">Column id and code.</param>
sealed record RegistryRow(SubjectGroup Group, IReadOnlyList<KeyValuePair<string, string>> Codes);

/// <summary>The genotype fields of the case-control registry, as data.</summary>
sealed record RegistryForm(
    string Id, string Version, string Title, IReadOnlyList<Source> Sources, IReadOnlyDictionary<string, string> Codes,
        IReadOnlyList<FormColumn> Columns)
{
    /// <summary>Reads and proves the newest released form against <paramref name="panel"/>.</summary>
    /// <exception cref="InvalidDataException">A hot spot or source is unknown, or a column cannot be
    /// filled.</exception>
    public static RegistryForm Load(PanelFacts panel, KnowledgeFolder knowledge)
    {
        var file = knowledge.Demand("registry", "cvtt-genotypes");
        var form = file.Read(Of);
        file.Demand(form.Columns.Select(c => c.Id).Distinct().Count() == form.Columns.Count, "a column stands twice");
        foreach (var column in form.Columns)
        {
            file.Demand(column.Sources.Count > 0 && column.Sources.All(s => form.Sources.Any(known => known.Id == s)),
                $"column {column.Id}: source");
            file.Demand(column.HotSpots.All(h => panel.HotSpots.Any(known => known.Id == h)),
                $"column {column.Id}: unknown hot spot");
            file.Demand(column.Kind switch
            {
                ColumnKind.Variant => column.HotSpots.Count == 1,
                ColumnKind.Gene =>
                    column.HotSpots.Count > 0
                    && column.HotSpots.All(h => panel.HotSpots.First(known => known.Id == h).Deficiency is not null),
                _ => column.HotSpots.Count == 0,
            }, $"column {column.Id}: hot spots do not fit its kind");
        }
        return form;
    }

    /// <summary>The row of a case or control; null for a relative.</summary>
    public RegistryRow? Row(SubjectFacts subject, Genotypes genotypes) => subject.Group == SubjectGroup.Relative ? null
        : new(subject.Group,
        [.. Columns.Select(c => KeyValuePair.Create(c.Id, genotypes.Unusable ? "" : Code(c, genotypes)))]);

    static RegistryForm Of(StrictJson j) => new(
        j.Text("id"), j.Text("version"), j.Text("title"), j.List("sources", Source.Of),
            j.Map("codes", (codes, code) => codes.Text(code)),
        j.List("columns", c => new FormColumn(
            c.Text("id"), c.Text("label"), c.Code<ColumnKind>("kind", KnowledgeCodes.Of), c.Texts("hotSpots"),
                c.Texts("sources"), c.TextOrNull("note"))));

    static string Code(FormColumn column, Genotypes genotypes)
    {
        var readings = genotypes.HotSpots.Where(h => column.HotSpots.Contains(h.HotSpot.Id)).ToList();
        var carried = readings.Where(h => h.Standing == GenotypeState.Carried).ToList();
        return column.Kind switch
        {
            // Another allele at the position is neither the normal nor the counted one: a person codes it.
            ColumnKind.Variant when readings is [{ Standing: GenotypeState.Reference }] => "0",
            // Two different variants of a gene whose phase is not known: a person codes them.
            ColumnKind.Gene when readings.Any(
                h => h.Standing is GenotypeState.AtLeastOne or GenotypeState.OtherAllele) => "",
            ColumnKind.Variant or ColumnKind.Gene when carried is [{ Copies: 1 or 2 } only] =>
                only.Copies == 1 ? "1" : "2",
            _ => "",
        };
    }
}

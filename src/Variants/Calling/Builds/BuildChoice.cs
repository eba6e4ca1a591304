using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Builds;

/// <summary>
/// Decides the build of a file: stated, or by contig lengths and accession versions, or by the assembly that the header
/// names where no REF base contradicts it, or by REF bases; contradiction and silence refuse.
/// </summary>
static class BuildChoice
{
    /// <summary>
    /// The builds the file may be of, judged by what the caller states and what the header says. A length that no
    /// assembly has is of a reference that was cut or changed: whoever states the build takes that upon himself, and is
    /// warned; REF bases have to agree all the same.
    /// </summary>
    public static IReadOnlyList<PanelBuild> FromHeader(Panel panel, VcfHeader header, string? stated,
        FileLocation place, List<Problem> warnings)
    {
        string? said = null, by = null;
        var isWarned = false;
        foreach (var contig in header.Contigs)
        {
            ThrowIfOther(panel.Contigs, contig.Id, place);
            if (panel.Contigs.Resolve(contig.Id) is not { } known) continue;
            if (known.Build is { } accession) Hear(accession, contig.Id, ref said, ref by, place);
            if (contig.Length is not { } length) continue;
            var builds = panel.Contigs.BuildsWithLength(known.Name, length);
            if (builds.Count == 0)
            {
                var other = panel.Contigs.OtherAssembly(known.Name, length);
                if (other is not null || stated is null)
                    throw new RefusedException("other-assembly", place, contig.Id, length, InBrackets(other));
                if (!isWarned) warnings.Add(new Problem("contig-length-unknown", place, contig.Id, length, stated));
                isWarned = true;
            }
            // Put into words only where it is news: a header has many contigs.
            if (builds.Count == 1 && builds[0] != said)
                Hear(builds[0], $"{contig.Id} length {length}", ref said, ref by, place);
        }
        if (stated is not null && said is not null && stated != said)
            throw new RefusedException("build-contradiction", place, stated, "--build", said, by!);
        if ((stated ?? said) is not { } build) return [.. panel.Builds];
        return [panel.On(build)
            ?? throw new ArgumentException($"Panel {panel.Id} has no build {build}.", nameof(stated))];
    }

    /// <summary>The one of the build that the whole file turned out to be of.</summary>
    public static T AtEnd<T>(IReadOnlyList<T> candidates, VcfHeader header, IReadOnlyList<string> names,
        FileLocation place, List<Problem> warnings) where T : class, IBuildCandidate
    {
        var contigs = candidates[0].Build.Panel.Contigs;
        string? said = null, by = null;
        foreach (var name in names)
        {
            ThrowIfOther(contigs, name, place);
            if (contigs.Resolve(name) is { Build: { } accession }) Hear(accession, name, ref said, ref by, place);
        }
        var chosen = candidates[0];
        if (candidates.Count > 1)
        {
            var named = said is null ? Named(candidates, header) : null;
            var fitting = said is not null ? candidates.Where(c => c.Build.Id == said).ToArray()
                : named is not null && candidates.All(c => c == named || !IsBeaten(named.Evidence, c.Evidence)) ? [named]
                : [.. candidates.Where(c => c.Evidence.Decides)];
            if (named is not null && fitting is [var other] && other != named)
                throw new RefusedException("build-contradiction", place, named.Build.Id, "##contig assembly",
                    other.Build.Id, "REF");
            if (fitting is [var alone] && alone == named && !named.Evidence.Decides)
                warnings.Add(new Problem("build-by-name", place, named.Build.Id, named.Evidence.Agreeing));
            if (fitting.Length != 1)
                throw new RefusedException("build-unknown", place, chosen.Build.Panel.Thresholds.MinBuildEvidence,
                    string.Join("; ", candidates.Select(c =>
                    FormattableString.Invariant(
                    $"{c.Build.Id} {c.Evidence.Agreeing} / {c.Evidence.DisagreeingRecords}"))));
            chosen = fitting[0];
        }
        else if (said is not null && said != chosen.Build.Id)
            throw new RefusedException("build-contradiction", place, chosen.Build.Id, "header or --build", said, by!);
        if (chosen.Evidence.Contradicts)
            throw new RefusedException("wrong-build", place, chosen.Build.Id, chosen.Evidence.DisagreeingRecords,
                chosen.Evidence.ComparedRecords);
        return chosen.Fault is { } fault ? throw fault : chosen;
    }

    /// <summary>The candidate whose assembly the header names for the panel's chromosomes, and no other.</summary>
    static T? Named<T>(IReadOnlyList<T> candidates, VcfHeader header) where T : class, IBuildCandidate
    {
        var panel = candidates[0].Build.Panel;
        PanelBuild? named = null;
        foreach (var contig in header.Contigs)
        {
            if (contig.Assembly is not { } assembly || panel.Contigs.Resolve(contig.Id) is null) continue;
            if (panel.Named(assembly) is not { } build || (named ?? build) != build) return null;
            named = build;
        }
        return candidates.FirstOrDefault(c => c.Build == named);
    }

    /// <summary>
    /// A name is written by hand: a base that contradicts it outweighs it, and so do bases that fit the other build
    /// where none fits the named one.
    /// </summary>
    static bool IsBeaten(BuildEvidence named, BuildEvidence other) =>
        named.DisagreeingRecords > 0 || (other.Decides && !named.Decides)
        || (named.Agreeing == 0 && other is { Agreeing: > 0, DisagreeingRecords: 0 });

    static void ThrowIfOther(ContigNames contigs, string name, FileLocation place)
    {
        var other = contigs.OtherAssembly(name);
        if (other is not null || contigs.IsOfAnotherAssembly(name))
            throw new RefusedException("other-assembly-name", place, name, InBrackets(other));
    }

    static string InBrackets(string? assembly) => assembly is null ? "" : $" ({assembly})";

    static void Hear(string build, string from, ref string? said, ref string? by, FileLocation place)
    {
        if (said is not null && said != build)
            throw new RefusedException("build-contradiction", place, said, by!, build, from);
        (said, by) = (build, from);
    }
}

using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>A part of what is known of a person: what a conclusion rested on, and answers up to a moment.</summary>
sealed class EvidenceLimit
{
    readonly HashSet<string> files, panels, versions, assays;

    EvidenceLimit(HashSet<string> files, HashSet<string> panels, HashSet<string> versions, HashSet<string> assays) =>
        (this.files, this.panels, this.versions, this.assays) = (files, panels, versions, assays);

    /// <summary>The first answers of the clinical picture that count; null for all.</summary>
    public int? Answers { get; init; }

    /// <summary>What a conclusion rested on; nothing where there is none.</summary>
    public static EvidenceLimit Of(Conclusion? conclusion, int? answers = null) =>
        new(Parts(conclusion?.VcfSha256), Parts(conclusion?.PanelId), Parts(conclusion?.PanelVersion), Parts(conclusion?.AssayIds))
        { Answers = answers };

    /// <summary>The same with every answer of the clinical picture.</summary>
    public EvidenceLimit WithEveryAnswer() => new(files, panels, versions, assays);

    /// <summary>The conclusion rested on the value.</summary>
    public bool Takes(AssayResult result) => assays.Contains(result.Code);

    /// <summary>The conclusion rested on this reading of the file.</summary>
    public bool Takes(VcfIntake intake) =>
        files.Contains(intake.Sha256) && panels.Contains(intake.PanelId) && versions.Contains(intake.PanelVersion);

    /// <summary>There is something on which the conclusion did not rest.</summary>
    public bool Lacks(CaseEvidence all) => all.Assays.Any(a => !assays.Contains(a.Id))
        || all.Intakes.Any(i => !files.Contains(i.Sha256) || !panels.Contains(i.PanelId) || !versions.Contains(i.PanelVersion));

    /// <summary>Values on which the conclusion rested and that count no more.</summary>
    public IReadOnlyList<string> WithdrawnValues(CaseEvidence all) =>
        [.. assays.Except(all.Assays.Select(a => a.Id)).Order(StringComparer.Ordinal)];

    /// <summary>Files on which the conclusion rested and that count no more.</summary>
    public int WithdrawnFiles(CaseEvidence all) => files.Except(all.Intakes.Select(i => i.Sha256)).Count();

    static HashSet<string> Parts(string? joined) => [.. (joined ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)];
}

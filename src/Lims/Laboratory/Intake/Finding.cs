using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>One row that a file gave for a registered sample: <see cref="PanelCall"/>, kept. Never changed.</summary>
public sealed class Finding
{
    Finding() { }

    /// <summary>Keeps <paramref name="call"/> for a sample.</summary>
    public Finding(int intakeId, int sampleId, PanelCall call)
    {
        (IntakeId, SampleId, Build, Gene, Transcript, HotSpot) = (intakeId, sampleId, call.Build, call.Gene,
            call.Transcript, call.HotSpot);
        (Chrom, Pos, Ref, Alt, Rsid, HgvsC, HgvsP, Consequence) = (call.Chrom, call.Pos, call.Ref, call.Alt, call.Rsid,
            call.HgvsC, call.HgvsP, call.Consequence);
        (Genotype, Copies, Status, Depth, GenotypeQuality) = (call.Genotype, call.Copies, call.Status, call.Depth,
            call.GenotypeQuality);
        (AlleleBalance, Filter, Class, Criteria, Notes) = (call.AlleleBalance, call.Filter, call.Class, call.Criteria,
            string.Join(';', call.Notes));
    }

    /// <summary>Internal key.</summary>
    public long Id { get; private set; }
    /// <summary>The file.</summary>
    public int IntakeId { get; private set; }
    /// <summary>The sample.</summary>
    public int SampleId { get; private set; }
    /// <inheritdoc cref="PanelCall.Build"/>
    public string Build { get; private set; } = "";
    /// <inheritdoc cref="PanelCall.Gene"/>
    public string Gene { get; private set; } = "";
    /// <inheritdoc cref="PanelCall.Transcript"/>
    public string? Transcript { get; private set; }
    /// <inheritdoc cref="PanelCall.HotSpot"/>
    public string? HotSpot { get; private set; }
    /// <inheritdoc cref="PanelCall.Chrom"/>
    public string Chrom { get; private set; } = "";
    /// <inheritdoc cref="PanelCall.Pos"/>
    public int Pos { get; private set; }
    /// <inheritdoc cref="PanelCall.Ref"/>
    public string Ref { get; private set; } = "";
    /// <inheritdoc cref="PanelCall.Alt"/>
    public string Alt { get; private set; } = "";
    /// <inheritdoc cref="PanelCall.Rsid"/>
    public string? Rsid { get; private set; }
    /// <inheritdoc cref="PanelCall.HgvsC"/>
    public string? HgvsC { get; private set; }
    /// <inheritdoc cref="PanelCall.HgvsP"/>
    public string? HgvsP { get; private set; }
    /// <inheritdoc cref="PanelCall.Consequence"/>
    public string? Consequence { get; private set; }
    /// <inheritdoc cref="PanelCall.Genotype"/>
    public string? Genotype { get; private set; }
    /// <inheritdoc cref="PanelCall.Copies"/>
    public int? Copies { get; private set; }
    /// <inheritdoc cref="PanelCall.Status"/>
    public CallStatus Status { get; private set; }
    /// <inheritdoc cref="PanelCall.Depth"/>
    public int? Depth { get; private set; }
    /// <inheritdoc cref="PanelCall.GenotypeQuality"/>
    public double? GenotypeQuality { get; private set; }
    /// <inheritdoc cref="PanelCall.AlleleBalance"/>
    public double? AlleleBalance { get; private set; }
    /// <inheritdoc cref="PanelCall.Filter"/>
    public string? Filter { get; private set; }
    /// <inheritdoc cref="PanelCall.Class"/>
    public string? Class { get; private set; }
    /// <inheritdoc cref="PanelCall.Criteria"/>
    public string? Criteria { get; private set; }
    /// <summary>Codes joined by <c>;</c>.</summary>
    public string Notes { get; private set; } = "";

    /// <summary>The call as the file gave it.</summary>
    public PanelCall ToCall() => new()
    {
        Build = Build,
        Gene = Gene,
        Transcript = Transcript,
        HotSpot = HotSpot,
        Chrom = Chrom,
        Pos = Pos,
        Ref = Ref,
        Alt = Alt,
        Rsid = Rsid,
        HgvsC = HgvsC,
        HgvsP = HgvsP,
        Consequence = Consequence,
        Genotype = Genotype,
        Copies = Copies,
        Status = Status,
        Depth = Depth,
        GenotypeQuality = GenotypeQuality,
        AlleleBalance = AlleleBalance,
        Filter = Filter,
        Class = Class,
        Criteria = Criteria,
        Notes = Notes.Split(';', StringSplitOptions.RemoveEmptyEntries),
    };
}

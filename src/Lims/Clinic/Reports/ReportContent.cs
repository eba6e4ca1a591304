using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>
/// Everything that a report says, in both languages and without layout: what is issued, hashed and signed. It never holds
/// the name of the person. Times are ISO 8601: a day, or a minute with the offset of the site
/// (<c>2026-03-02T08:05+08:00</c>).
/// </summary>
/// <param name="Number">Number of the report; every version of a person has the same.</param>
/// <param name="Version">1, 2, ...; 0 for a draft.</param>
/// <param name="Issued">When it was issued; for a draft, when it was made.</param>
/// <param name="Site">Code of the site of the person.</param>
/// <param name="Head">Hospital and department; null where the site has recorded none.</param>
/// <param name="Person">The person, by a code.</param>
/// <param name="Requests">What was ordered; empty where nothing is recorded.</param>
/// <param name="Samples">The samples that count.</param>
/// <param name="Conclusion">What is concluded, most important first.</param>
/// <param name="Genetics">Hot spots, variants, and what was not examined.</param>
/// <param name="Assays">Measured values, in the order of their draws.</param>
/// <param name="Limits">Limits of the method.</param>
/// <param name="Advice">Options for the physician on the day of issue.</param>
/// <param name="Signers">Who signed the conclusion, the first first.</param>
/// <param name="Provenance">What it was made from, and with what.</param>
/// <param name="Amendment">Why it replaces an older version; null for the first.</param>
public sealed record ReportContent(
    string Number, int Version, string Issued, string Site, ReportHeadText? Head, ReportPerson Person,
    IReadOnlyList<ReportRequest> Requests, IReadOnlyList<ReportSample> Samples, ReportConclusion Conclusion,
    ReportGenetics Genetics, IReadOnlyList<ReportAssay> Assays, IReadOnlyList<Words> Limits, ReportAdvice Advice,
    IReadOnlyList<ReportSigner> Signers, ReportProvenance Provenance, ReportAmendment? Amendment)
{
    /// <summary>Nobody has issued it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsDraft => Version == 0;
}

/// <summary>Hospital and department, as they head a report.</summary>
/// <param name="Hospital">Name of the hospital.</param>
/// <param name="Department">Department or laboratory.</param>
/// <param name="Address">Postal address.</param>
/// <param name="Phone">Phone.</param>
public sealed record ReportHeadText(Words Hospital, Words Department, Words Address, string Phone);

/// <summary>The person.</summary>
/// <param name="Code">Code of the person.</param>
/// <param name="SexCode"><c>F</c>, <c>M</c> or <c>Unknown</c>.</param>
/// <param name="Sex">In words.</param>
/// <param name="BirthYear">Null where it is not known.</param>
/// <param name="GroupCode"><c>Case</c>, <c>Control</c> or <c>Relative</c>.</param>
/// <param name="Group">In words.</param>
public sealed record ReportPerson(string Code, string SexCode, Words Sex, int? BirthYear, string GroupCode, Words Group);

/// <summary>What a request form says.</summary>
/// <param name="Sample">Code of the sample it came with.</param>
/// <param name="Ordered">When; null where it is not recorded.</param>
/// <param name="OrderedBy">Who; null where it is not recorded.</param>
public sealed record ReportRequest(string Sample, string? Ordered, string? OrderedBy);

/// <summary>A sample.</summary>
/// <param name="Code">Its code.</param>
/// <param name="TypeCode">Code of its material; null where it is not recorded.</param>
/// <param name="Type">In words.</param>
/// <param name="Collected">Null where it is not recorded.</param>
/// <param name="Received">Null where it is not recorded.</param>
public sealed record ReportSample(string Code, string? TypeCode, Words Type, string? Collected, string? Received);

/// <summary>What the signed conclusion says.</summary>
/// <param name="Id">Public id of the conclusion.</param>
/// <param name="Version">Its version.</param>
/// <param name="Urgent">What somebody is to be called for; it stands before everything else.</param>
/// <param name="Headline">The weightiest sentence; null where an urgent one is.</param>
/// <param name="Statements">Everything else, in its order.</param>
public sealed record ReportConclusion(Guid Id, int Version, IReadOnlyList<ReportSentence> Urgent, ReportSentence? Headline,
    IReadOnlyList<ReportSentence> Statements);

/// <summary>One sentence.</summary>
/// <param name="Code">Code of the sentence, or id of the row behind it.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Basis">What it rests on: ids of assay results, samples and positions.</param>
public sealed record ReportSentence(string Code, Words Text, IReadOnlyList<string> Basis);

/// <summary>What is known of the genes.</summary>
/// <param name="IsExamined">A file was read.</param>
/// <param name="HotSpots">Every hot spot of the panel, in its order; empty where no file was read.</param>
/// <param name="Variants">Other variants that matter or that nobody has judged harmless.</param>
/// <param name="Coverage">The genes of the panel, in its order.</param>
/// <param name="NotProven">Hot spots that were not proven, by what is printed of them.</param>
public sealed record ReportGenetics(bool IsExamined, IReadOnlyList<ReportVariant> HotSpots, IReadOnlyList<ReportVariant> Variants,
    IReadOnlyList<ReportCoverage> Coverage, IReadOnlyList<string> NotProven);

/// <summary>A hot spot or another variant, as all files of the person tell it together.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="HgncId">HGNC id; null where the panel has none.</param>
/// <param name="HotSpot">The panel's id; null for another variant.</param>
/// <param name="Change">What is changed, in words: for a symbolic allele the kind of the change, else the HGVS name or the place.</param>
/// <param name="HgvsC">Coding name with transcript and version; null where there is none.</param>
/// <param name="HgvsP">Protein name; null where there is none.</param>
/// <param name="OlderNames">Older names that the panel has.</param>
/// <param name="Rsid">dbSNP number; null where there is none.</param>
/// <param name="Consequence">Sequence Ontology terms joined by <c>&amp;</c>; null where none is sure.</param>
/// <param name="Place">Where it lies; null for a hot spot that no file tells.</param>
/// <param name="Copies">Copies of the allele; null where they are not proven.</param>
/// <param name="Zygosity">In words; says that it is not known where it is not.</param>
/// <param name="StatusCode"><c>reference</c>, <c>called</c>, <c>at-least-one</c>, <c>other-allele</c>, <c>discordant</c>, or why
/// it is not proven.</param>
/// <param name="Status">In words.</param>
/// <param name="Classification">What classifies it.</param>
/// <param name="Reads">How it was read in each sample.</param>
public sealed record ReportVariant(
    string Gene, string? HgncId, string? HotSpot, Words Change, string? HgvsC, string? HgvsP, IReadOnlyList<string> OlderNames,
    string? Rsid, string? Consequence, ReportPlace? Place, int? Copies, Words Zygosity, string StatusCode, Words Status,
    ReportClassification Classification, IReadOnlyList<ReportRead> Reads);

/// <summary>A place on a genome.</summary>
/// <param name="Build"><c>GRCh37</c> or <c>GRCh38</c>.</param>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Pos">1-based position.</param>
/// <param name="Ref">Reference allele.</param>
/// <param name="Alt">The allele, or its symbol.</param>
public sealed record ReportPlace(string Build, string Chrom, int Pos, string Ref, string Alt);

/// <summary>What classifies a variant.</summary>
/// <param name="Code">Code of the class; null where it has none.</param>
/// <param name="Class">In words.</param>
/// <param name="Criteria">Criteria that are met, as the rules write them.</param>
/// <param name="NotEvaluated">Criteria that could not be evaluated.</param>
/// <param name="Source">Whose class it is, in words; null where it has none.</param>
public sealed record ReportClassification(string? Code, Words Class, IReadOnlyList<string> Criteria,
    IReadOnlyList<string> NotEvaluated, Words? Source);

/// <summary>How a file shows a variant in one sample.</summary>
/// <param name="Sample">Code of the sample.</param>
/// <param name="Genotype">As the file writes it; null without a record.</param>
/// <param name="StatusCode">Code of the status.</param>
/// <param name="Status">In words.</param>
/// <param name="Depth">Read depth; null where it is not told.</param>
/// <param name="Balance">Share of reads with the allele, 0 to 1; null where it is not told.</param>
/// <param name="Quality">Genotype quality, phred; null where it is not told.</param>
public sealed record ReportRead(string Sample, string? Genotype, string StatusCode, Words Status, int? Depth, decimal? Balance,
    decimal? Quality);

/// <summary>What was examined of a gene.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Transcript">Transcript with version; null for a gene of which the panel has sites alone.</param>
/// <param name="HotSpots">Hot spots of the panel in it, without provisional ones.</param>
/// <param name="Proven">Those of them that were proven.</param>
/// <param name="Text">What that means, in words.</param>
public sealed record ReportCoverage(string Gene, string? Transcript, int HotSpots, int Proven, Words Text);

/// <summary>A measured value.</summary>
/// <param name="Id">Id of the result.</param>
/// <param name="Sample">Code of the sample.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Name">Analyte and method in words.</param>
/// <param name="Loinc">LOINC code; null where none is known.</param>
/// <param name="Comparator"><c>&lt;</c> or <c>&gt;</c>, or empty.</param>
/// <param name="Value">The value, or the limit on one side of which it lies.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Interval">The interval that held when it was recorded; null where none did.</param>
/// <param name="Beside"><c>low</c>, <c>high</c> or <c>within</c> of that interval; null where that cannot be told.</param>
/// <param name="Drawn">Null where it is not recorded.</param>
/// <param name="States">States at the draw in words; null where nobody asked.</param>
/// <param name="IsRead">It was used.</param>
/// <param name="Reading">Its class, or why it was not used, in words.</param>
public sealed record ReportAssay(
    string Id, string Sample, string Analyte, string Method, Words Name, string? Loinc, string Comparator, decimal Value,
    string Unit, ReportInterval? Interval, string? Beside, string? Drawn, IReadOnlyList<Words>? States, bool IsRead, Words Reading)
{
    /// <summary>It is held: the control of its run failed.</summary>
    public bool IsHeld { get; init; }
}

/// <summary>A reference interval, as it was stored with the value.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Set">Reagent, population or laboratory.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Unit">Unit of the limits.</param>
public sealed record ReportInterval(string Id, string Set, decimal Low, decimal High, string Unit);

/// <summary>Who signed.</summary>
/// <param name="Account">Name of the account.</param>
/// <param name="Name">How the person is called.</param>
/// <param name="Turn">1 for the first signature, 2 for the second.</param>
/// <param name="Meaning">What the signature means.</param>
/// <param name="At">When.</param>
public sealed record ReportSigner(string Account, string Name, int Turn, Words Meaning, string At);

/// <summary>What a report was made from, and with what.</summary>
/// <param name="Panel">The panel.</param>
/// <param name="Rules">The rules of findings.</param>
/// <param name="RulesSha256">SHA-256 over everything that decided, as the conclusion names it.</param>
/// <param name="Builds">Genome builds of the files.</param>
/// <param name="VcfSha256">SHA-256 of each file.</param>
/// <param name="AssayIds">Assay results that were considered.</param>
/// <param name="Tables">Clinical tables that worded the options.</param>
/// <param name="Software">Version of the software that issued the report.</param>
public sealed record ReportProvenance(ReportSourceFile Panel, ReportSourceFile Rules, string RulesSha256,
    IReadOnlyList<string> Builds, IReadOnlyList<string> VcfSha256, IReadOnlyList<string> AssayIds,
    IReadOnlyList<ReportSourceFile> Tables, string Software);

/// <summary>A versioned file of knowledge.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256; null where only id and version are recorded.</param>
public sealed record ReportSourceFile(string Id, string Version, string? Sha256);

/// <summary>Why a report replaces an older version.</summary>
/// <param name="Replaces">The version that it replaces.</param>
/// <param name="ReplacedIssued">When that was issued.</param>
/// <param name="ReasonCode">Code of the reason of the conclusion.</param>
/// <param name="Reason">In words.</param>
/// <param name="Remark">What the signer typed; null for nothing.</param>
public sealed record ReportAmendment(int Replaces, string ReplacedIssued, string ReasonCode, Words Reason, string? Remark);

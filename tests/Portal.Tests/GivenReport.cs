using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests;

/// <summary>A report that two persons have signed.</summary>
internal static class GivenReport
{
    public const string Name = "欧阳示例";
    const string Head = "assay_id,sample,analyte,method,value,unit,drawn,states\n";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>P-1 of S1, who has a name, was measured, and both signed: the public id of the report.</summary>
    public static async Task<Guid> IssuedAsync(GivenPortal portal)
    {
        await using (var db = portal.Records())
        {
            var (writes, cases) = (portal.Writes(db), CaseAnalysis.Load());
            var people = new SubjectService(writes);
            var subject = await people.RegisterAsync(new SubjectEntry("P-1", "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
            await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63, portal.Time.GetUtcNow().AddDays(-1), Stop);
            await portal.WithAsync<PersonalDataCipher, bool>(async cipher =>
            {
                await people.IdentifyAsync(subject.PublicId, new Identity(Name, null, null, null), cipher, Stop);
                return true;
            });
            var import = new ImportService(writes, cases.Clinical, cases.Biobank);
            foreach (var (kind, csv) in new[]
            {
                (ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS-1,P-1,,citrate-plasma,,\n"),
                (ImportKind.Assays, Head + "A1,S-1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n"),
            })
                Assert.Equal(1, (await import.ImportAsync(kind, new MemoryStream(Encoding.UTF8.GetBytes(csv)),
                    new ImportOptions(), Stop)).Written);
        }
        await using var read = portal.Records();
        return await SignedAsync(portal, (await read.Conclusions().OrderByDescending(c => c.Id).FirstAsync(Stop)).PublicId);
    }

    /// <summary>Two persons sign a conclusion: the public id of its report.</summary>
    public static async Task<Guid> SignedAsync(GivenPortal portal, Guid conclusion)
    {
        using var key = SigningKey.In(new PortalOptions(portal.Folder).Keys);
        return await Signing.ByTwoAsync(portal.Records, CaseAnalysis.Load(), key, conclusion, stop: Stop);
    }
}

import { type AreaPrior } from './area-selectivity.js';

/** Every other local authority of 2017/18 and those that replaced some of them until 2023. */
const noSelection: readonly string[] = `
    201 202 203 204 205 206 207 208 209 210 211 212 213 301 304 306 307 309 310 311 312 313 315 316 318 320 331
    332 333 334 340 342 343 350 351 352 353 354 355 356 357 359 370 371 372 373 380 383 384 390 391 392 393 394
    420 800 801 802 803 805 806 807 808 810 811 812 813 816 821 822 823 826 830 831 835 838 840 841 845 846 850
    851 852 855 856 857 860 866 867 868 869 872 873 874 876 877 883 884 885 889 890 891 892 893 895 896 908 919
    921 926 928 929 931 933 935 936 938 940 941 942
  `
  .trim()
  .split(/\s+/);

/**
 * Share of secondary pupils in grammar schools in 2017/18, by local authority of England; the law has allowed no new grammar school since.
 * Source: pupil absence statistics 2018/19, school rows, joined with the performance tables' admissions policy (163 grammar schools).
 * 839 joins 836 and 837; 943 holds the one grammar school of 909, at the share it had there.
 */
export const selectiveAreas2018: AreaPrior = {
  version: 'selective-areas-2018',
  shares: {
    '302': 0.09,
    '303': 0.23,
    '305': 0.083,
    '308': 0.048,
    '314': 0.193,
    '317': 0.07,
    '319': 0.292,
    '330': 0.082,
    '335': 0.069,
    '336': 0.043,
    '341': 0.029,
    '344': 0.277,
    '358': 0.383,
    '381': 0.123,
    '382': 0.036,
    '815': 0.056,
    '825': 0.369,
    '836': 0.253,
    '837': 0.181,
    '839': 0.214,
    '861': 0.059,
    '865': 0.053,
    '870': 0.179,
    '871': 0.281,
    '878': 0.018,
    '879': 0.149,
    '880': 0.304,
    '881': 0.035,
    '882': 0.317,
    '886': 0.309,
    '887': 0.295,
    '888': 0.044,
    '894': 0.092,
    '909': 0.025,
    '916': 0.143,
    '925': 0.252,
    '937': 0.095,
    '943': 0.025,
  },
  none: noSelection,
};
